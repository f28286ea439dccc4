/**
 * What may know what: the rules that dependency-cruiser checks in every test run. Each says in its comment why it is there.
 * @type {import("dependency-cruiser").IConfiguration}
 */
module.exports = {
  forbidden: [
    {
      name: "no-circular",
      comment:
        "Modules that import each other cannot be understood, tested or loaded one at a time. Types vanish, so they may.",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "no-orphans",
      comment: "A module that nothing imports is left over, unless something outside the code starts it.",
      severity: "error",
      from: {
        orphan: true,
        pathNot: [
          "[.]d[.]ts$",
          "^app/(root|entry[.](client|server))[.]tsx$",
          "^app/routes[.]ts$",
          "^app/routes/",
          "^tests/",
        ],
      },
      to: {},
    },
    {
      name: "data-and-search-know-no-app",
      comment: "db/ and search/ import nothing from app/ but types: they work for any caller.",
      severity: "error",
      from: { path: "^(db|search)/" },
      to: { path: "^app/", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "domain-knows-no-framework",
      comment: "The rules of the house must outlive React and Remix.",
      severity: "error",
      from: { path: "^app/domain/" },
      to: { path: "(^|node_modules/)(react|react-dom|@remix-run)(/|$)" },
    },
    {
      name: "ui-has-no-data-access",
      comment: "Components show what they are given. Types may come from anywhere.",
      severity: "error",
      from: { path: "^app/ui/" },
      to: { path: ["^(db|search|seeds)/", "[.]server[.]tsx?$"], dependencyTypesNot: ["type-only"] },
    },
    {
      name: "ui-performs-no-verbs",
      comment: "A component may ask a policy what to show; what changes something is called by a route.",
      severity: "error",
      from: { path: "^app/ui/" },
      to: {
        path: "^app/domain/[^/]+/",
        pathNot: "/(input|policy|subjects|vocabulary|[a-z-]+-(name|policy|vocabulary))[.]ts$",
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "charts-draw-what-they-are-given",
      comment: "A chart is data in and a drawing out: it works on any page, in a file and in a test.",
      severity: "error",
      from: { path: "^app/charts/" },
      to: {
        path: ["^(db|search|seeds)/", "^app/(?!charts/|ui/|styles/|domain/[^/]+$)", "(^|node_modules/)@remix-run(/|$)"],
      },
    },
    {
      name: "postgres-stays-in-db",
      comment: "Everything else gets a connection handed, and asks db/queries.",
      severity: "error",
      from: { pathNot: "^(db|seeds|tests|app/server|app/jobs)/" },
      to: { path: "(^|node_modules/)postgres(/|$)", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "routes-speak-no-sql",
      comment: "Not even the client's types: a route calls a query or a verb.",
      severity: "error",
      from: { path: "^app/routes/" },
      to: { path: "(^|node_modules/)(postgres|pg)(/|$)" },
    },
    {
      name: "seeds-are-for-starting",
      comment: "What a running site shows comes from the database, never from the seeds.",
      severity: "error",
      from: { path: "^(app/(routes|ui|domain)|db|search)/" },
      to: { path: "^seeds/" },
    },
    {
      name: "tests-stay-in-tests",
      comment: "Nothing that readers meet depends on a test.",
      severity: "error",
      from: { pathNot: "^tests/" },
      to: { path: "^tests/" },
    },
    {
      name: "imports-resolve",
      comment: "An import that leads nowhere would slip through every other rule.",
      severity: "error",
      from: {},
      to: { couldNotResolve: true, pathNot: ["^virtual:", "[?](raw|url)$"] },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^build/" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: "specify",
    combinedDependencies: false,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default", "types"],
      extensions: [".ts", ".tsx", ".mjs", ".js", ".cjs", ".json"],
    },
  },
};
