/** Made by the build (build.js): the shipped files of the app without types, by the SHA-256 of the source in hex. */
declare module "shipped-app" {
  const shipped: Readonly<Record<string, string>>;
  export default shipped;
}
