// Writes src/types/schema.d.ts from the description of the API; with --check, only says whether it is current.
//   OPENAPI=/some/openapi.yaml npm run types    reads another description than docs/openapi.yaml
import { readFile, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

import openapiTS, { astToString } from "openapi-typescript";

const root = resolve(import.meta.dirname, "..");
const source = resolve(process.env.OPENAPI ?? resolve(root, "../docs/openapi.yaml"));
const target = resolve(root, "src/types/schema.d.ts");
const heading = "// Written by `npm run types` from docs/openapi.yaml. Do not edit.\n\n";

const fresh =
  heading +
  astToString(await openapiTS(pathToFileURL(source), { alphabetize: true, defaultNonNullable: false }));

if (process.argv.includes("--check")) {
  const present = await readFile(target, "utf8").catch(() => "");
  if (present !== fresh) {
    console.error("src/types/schema.d.ts is not what docs/openapi.yaml says: run npm run types");
    process.exit(1);
  }
} else {
  await writeFile(target, fresh);
}
