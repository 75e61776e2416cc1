export const en = {
  choose: "What your app is written in",
  kinds: {
    fastapi: "FastAPI: Python and SQLAlchemy, as in the class",
    "fastapi-redis": "FastAPI with a buffer in Redis, as in the class",
    node: "Node: TypeScript and pg, without a framework",
    "node-redis": "Node with a buffer in Redis",
    empty: "Only the contract and an empty folder, for any other language",
  },
  folder: (lab: string) => `The name of its folder in “${lab}”`,
  badName: "Letters, digits, “-”, “_” and “.”; the first one a letter or a digit.",
  exists: "There is something with this name already.",
};
