import { dirname, relative, resolve, sep } from "node:path";

import js from "@eslint/js";
import jsxA11y from "eslint-plugin-jsx-a11y";
import reactHooks from "eslint-plugin-react-hooks";
import { defineConfig, globalIgnores } from "eslint/config";
import globals from "globals";
import tseslint from "typescript-eslint";

const source = resolve(import.meta.dirname, "src");

/** Which part of the house each part may import from; a feature also imports from itself, and from no other. */
const MAY_IMPORT = {
  types: ["types"],
  lib: ["lib", "types"],
  components: ["components", "lib", "types"],
  features: ["components", "lib", "types"],
  testing: ["app", "components", "features", "lib", "testing", "types"],
  app: ["app", "components", "features", "lib", "types"],
};

const layers = {
  meta: {
    type: "problem",
    schema: [],
    messages: { no: "{{from}} may not import from {{to}}: see “Who imports whom” in frontend/README.md." },
  },
  create(context) {
    const file = context.filename;
    const from = placeOf(file);
    const isTest = /\.test\.tsx?$/.test(file);
    function check(node) {
      const name = node.source?.value;
      const to = typeof name === "string" ? placeOf(resolveImport(name, file)) : null;
      if (from && to && !(isTest && to.layer === "testing") && !allowed(from, to)) {
        context.report({ node: node.source, messageId: "no", data: { from: from.name, to: to.name } });
      }
    }
    return {
      ImportDeclaration: check,
      ImportExpression: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
    };
  },
};

function allowed(from, to) {
  return from.name === to.name || (MAY_IMPORT[from.layer] ?? []).includes(to.layer);
}

function resolveImport(name, file) {
  if (name.startsWith("@/")) return resolve(source, name.slice(2));
  return name.startsWith(".") ? resolve(dirname(file), name) : null;
}

/** The layer a path belongs to, and the name it goes by: `features/tags` for a feature, `lib` for the library. */
function placeOf(path) {
  const inside = path && relative(source, path);
  if (!inside || inside.startsWith("..")) return null;
  const [layer, feature] = inside.split(sep);
  return { layer, name: layer === "features" ? `${layer}/${feature}` : layer };
}

export default defineConfig(
  globalIgnores(["dist", "src/types/schema.d.ts"]),
  js.configs.recommended,
  tseslint.configs.strict,
  {
    files: ["src/**/*.{ts,tsx}"],
    languageOptions: { globals: globals.browser },
    extends: [jsxA11y.flatConfigs.strict, reactHooks.configs.flat.recommended],
    plugins: { house: { rules: { layers } } },
    rules: {
      "house/layers": "error",
      "no-restricted-syntax": [
        "error",
        {
          selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']",
          message: "Text of people and platforms is shown as text; for Markdown there is <Markdown>.",
        },
      ],
      "no-restricted-globals": [
        "error",
        { name: "fetch", message: "Use `api` of @/lib/api." },
        { name: "sessionStorage", message: "Nothing is kept in storage but the theme." },
        { name: "localStorage", message: "Nothing is kept in storage but the theme." },
        { name: "confirm", message: "Use <ConfirmDialog>, and only for what cannot be undone." },
        { name: "alert", message: "Use notify of @/lib/notify." },
      ],
      eqeqeq: "error",
    },
  },
  {
    files: ["src/lib/api.ts", "src/lib/connection.ts", "src/testing/**"],
    rules: { "no-restricted-globals": "off" },
  },
  { files: ["*.{js,ts}", "scripts/**"], languageOptions: { globals: globals.node } },
);
