// How much compressed script a person fetches on the way to Today, and whether that is within the budget.
// Counted: the entry, the page, and all that either imports at once; not what is fetched later on demand.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";

const BUDGET = 180 * 1024;

const dist = resolve(import.meta.dirname, "../dist");
const manifest = JSON.parse(readFileSync(resolve(dist, "manifest.json"), "utf8"));

// Today lies in the entry's own file (vite.config.ts), and is counted too should it ever leave it.
const ENTRIES = ["index.html", "src/features/today/TodayPage.tsx"].filter((key, at) => !at || manifest[key]);

const rows = [...reach(ENTRIES)].map((key) => measure(manifest[key]));
const total = (field) => rows.reduce((sum, row) => sum + row[field], 0);

for (const row of rows.toSorted((a, b) => b.gzip - a.gzip)) console.log(line(row.file, row.gzip, row.brotli));
console.log(line("on the way to Today", total("gzip"), total("brotli")));
if (total("gzip") > BUDGET) {
  console.error(`That is more than the budget of ${kilobytes(BUDGET)} (gzip).`);
  process.exit(1);
}

/** The chunks that these need before they can run. */
function reach(keys, found = new Set()) {
  for (const key of keys) {
    if (!manifest[key]) throw new Error(`${key} is not in the manifest: has it moved?`);
    if (found.has(key)) continue;
    found.add(key);
    reach(manifest[key].imports ?? [], found);
  }
  return found;
}

function measure({ file }) {
  const content = readFileSync(resolve(dist, file));
  return { file, gzip: gzipSync(content, { level: 9 }).length, brotli: brotliCompressSync(content).length };
}

function line(name, gzip, brotli) {
  return `${name.padEnd(44)} ${kilobytes(gzip).padStart(9)} gzip ${kilobytes(brotli).padStart(9)} brotli`;
}

function kilobytes(bytes) {
  return `${(bytes / 1024).toFixed(1)} KB`;
}
