import eslint from "@eslint/js";
import tseslint from "typescript-eslint";

/** Imports point one way: what a folder may not import, by the names of the folders. */
const arrows = [
  {
    files: ["launch/**/*.ts"],
    not: ["policies", "cli", "components", "plugin", "test", "bench"],
    packages: true,
  },
  {
    files: ["policies/rules/**/*.ts"],
    not: ["readers", "pack", "cli", "components", "plugin", "test", "bench"],
    packages: true,
  },
  {
    files: ["policies/*.ts", "policies/readers/**/*.ts", "policies/pack/**/*.ts"],
    not: ["cli", "components", "plugin", "test", "bench"],
  },
  { files: ["components/**/*.ts"], not: ["cli", "plugin", "test", "bench"], aws: true },
  { files: ["plugin/**/*.ts"], not: ["cli", "test", "bench"] },
  { files: ["cli/**/*.ts"], not: ["test", "bench"] },
];

export default tseslint.config(
  { ignores: ["dist/", "node_modules/", ".cache/", "examples/", "docs/", "**/*.js", "**/*.mjs", "**/*.cjs"] },
  eslint.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/switch-exhaustiveness-check": "error",
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "max-lines": ["error", { max: 350, skipBlankLines: true, skipComments: true }],
    },
  },
  ...arrows.map(({ files, not, packages = false, aws = false }) => ({
    files,
    rules: {
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            {
              regex: `^\\.{1,2}/(.*/)?(${not.join("|")})(/|$)`,
              message: "The arrows between folders go one way: see CONTRIBUTING.md.",
            },
            ...(aws
              ? []
              : [
                  {
                    regex: "^@pulumi/aws",
                    message: "Importing it costs every preview its start-up: match on type tokens.",
                  },
                ]),
            ...(packages
              ? [
                  {
                    regex: "^(?!\\.|ipaddr\\.js$)",
                    message: "The launch model and the rules are pure: no packages, no I/O.",
                  },
                ]
              : []),
          ],
        },
      ],
    },
  })),
  {
    files: ["test/**/*.ts", "bench/**/*.ts"],
    rules: {
      // Tables of cases are as long as there are cases.
      "max-lines": "off",
      "@typescript-eslint/no-unused-expressions": "off",
      "@typescript-eslint/no-floating-promises": "off",
    },
  },
);
