export const en = {
  about: (command: string) => `Your own app: \`${command}\`. What it does with a hit only its code knows.`,
};
