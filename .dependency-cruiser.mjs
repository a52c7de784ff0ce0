/**
 * The layers of DESIGN.md, kept by a check: each folder imports only from the ones above it, through
 * the other's front door (`index.ts`), and nothing in the simulated world reaches for the host.
 */
const TEST = "\\.test\\.ts$";
const ENGINE = "^(sim|runtime|properties|scenarios)/";

/** `folder` may import no folder of ours but itself and `allowed`. */
function layer(folder, allowed) {
  const above = [folder, ...allowed].join("|");
  return {
    name: `layer-${folder}`,
    comment: `${folder}/ may import only ${allowed.length === 0 ? "npm packages" : allowed.join(", ")} (DESIGN.md, "The layers")`,
    severity: "error",
    from: { path: `^${folder}/` },
    to: { path: "^[^/]+", pathNot: `^(${above})/|node_modules/`, dependencyTypesNot: ["core"], couldNotResolve: false },
  };
}

export default {
  forbidden: [
    layer("sim", []),
    layer("runtime", ["sim"]),
    layer("properties", ["sim", "runtime"]),
    layer("scenarios", ["sim", "runtime", "properties"]),
    {
      ...layer("campaign", ["sim"]),
      comment:
        "campaign/ finds scenarios by glob at run time: from runtime, properties and scenarios it may take types only",
      to: {
        path: "^[^/]+",
        pathNot: "^(sim|campaign)/|node_modules/",
        dependencyTypesNot: ["core", "type-only"],
        couldNotResolve: false,
      },
    },
    {
      name: "root-door",
      comment: "the root index.ts only joins the doors of the layers",
      severity: "error",
      from: { path: "^index\\.ts$" },
      to: { pathNot: "^(sim|runtime|properties)/index\\.ts$" },
    },
    {
      name: "front-door",
      comment: "another layer is imported through its index.ts; inside a layer import the file",
      severity: "error",
      from: { path: "^([^/]+)/" },
      to: { path: "^(sim|runtime|properties|campaign|bench)/", pathNot: "^($1/|[^/]+/index\\.ts$)" },
    },
    {
      name: "no-barrel-inside",
      comment: "inside a layer import the file, not the layer's own door: that is how circles begin",
      severity: "error",
      from: { path: "^([^/]+)/", pathNot: TEST },
      to: { path: "^$1/index\\.ts$" },
    },
    {
      name: "no-circles",
      comment: "modules that need each other are one module, or lack a third; types may point both ways",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "no-host-modules",
      comment: "no Node module below campaign/: every run is a pure function of scenario and seed",
      severity: "error",
      from: { path: ENGINE, pathNot: TEST },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "one-seedrandom",
      comment: "the generator has one home, so that changing it is one change",
      severity: "error",
      from: { pathNot: "^sim/random/seedrandom\\.ts$" },
      to: { path: "node_modules/(@types/)?seedrandom/" },
    },
    {
      name: "no-undeclared-package",
      comment: "what is imported must stand in package.json",
      severity: "error",
      from: {},
      to: { dependencyTypes: ["npm-no-pkg", "npm-unknown"], couldNotResolve: false },
    },
    {
      name: "unresolvable",
      comment: "an import that leads nowhere",
      severity: "error",
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: "no-dev-dependency-shipped",
      comment: "what the package ships may import only its dependencies, never its devDependencies",
      severity: "error",
      from: {
        path: "^(index\\.ts$|(sim|runtime|properties|scenarios|campaign)/)",
        pathNot: `${TEST}|^campaign/tidy/|/testing/`,
      },
      to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"] },
    },
    {
      name: "no-orphans",
      comment: "a module that neither imports nor is imported is forgotten",
      severity: "error",
      from: {
        orphan: true,
        pathNot: [
          TEST,
          "\\.d\\.ts$",
          "^index\\.ts$",
          "^scenarios/",
          "^bench/main\\.ts$",
          "^campaign/(reveille\\.mjs|main\\.ts|hashes\\.ts|sources/names-hooks\\.mjs)$",
          "^[^/]+\\.(ts|mjs)$",
          "^campaign/testing/broken/", // loaded by their paths, to be refused
        ],
      },
      to: {},
    },
    {
      name: "no-unused-module",
      comment: "a module of the engine that nothing imports is dead, whatever it imports itself",
      severity: "error",
      from: {},
      module: {
        path: "^(sim|runtime|properties)/",
        pathNot: [TEST, "^[^/]+/index\\.ts$"],
        numberOfDependentsLessThan: 1,
      },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(dist|coverage|findings|docs|\\.git)/" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["reveille-source", "import", "node", "default", "types"],
      extensions: [".ts", ".mjs", ".js", ".json"],
    },
  },
};
