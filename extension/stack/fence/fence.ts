// A program that sees what it is given, and nothing else of the machine. Linux has all of it in the kernel, and the tools
// that ask for it (util-linux, iproute2) are on every distribution. Nothing rests on the program's good will.

import { existsSync, readdirSync, realpathSync } from "node:fs";

const isRoot = () => process.getuid?.() === 0;

export interface Command {
  readonly command: string;
  readonly args: readonly string[];
}

/** Files and folders by their paths, which stay the same within. */
export interface View {
  readonly readable: readonly string[];
  /** What runs beside its servers becomes their owner: it does not have root's rights, and root may have made them. */
  readonly writable?: readonly string[];
  /** An empty folder for the new root to be mounted on; made where it is missing. */
  readonly root: string;
}

/** Nobody's: no account has a number between those of the system and those of people. */
const nobody = 61_900;

/**
 * Makes a root from the paths before `--`, then runs what stands behind it. The shell stays: the first process of a
 * family cannot be killed from within, and has to bury its orphans. With a network of its own the family also ends when
 * its standard input does, so that it never outlives the one who has started it.
 */
const script = `
set -e
PATH=$PATH:/usr/sbin:/sbin
root=$1 network=$2
shift 2
mkdir -p "$root"
mount -t tmpfs -o mode=755,size=64m,nosuid,nodev none "$root"
mkdir -p "$root/proc" "$root/tmp" "$root/dev/shm" "$root/before"
chmod 1777 "$root/tmp"
mount -t tmpfs -o mode=1777,size=256m,nosuid,nodev none "$root/dev/shm"
while [ "$1" != -- ]; do
  path=\${1#*:}
  # What is there already is seen with the folder that it is in.
  if [ ! -e "$root$path" ]; then
    if [ -d "$path" ]; then mkdir -p "$root$path"; else mkdir -p "$root\${path%/*}"; : > "$root$path"; fi
    mount --rbind "$path" "$root$path"
    case $1 in
      read:*) mount -o remount,bind,ro,nosuid "$root$path" ;;
      own:*) chown -hR ${nobody}:${nobody} "$root$path" ;;
    esac
  fi
  shift
done
shift
for device in null zero random urandom; do
  : > "$root/dev/$device"
  mount --bind "/dev/$device" "$root/dev/$device"
done
ln -s /proc/self/fd "$root/dev/fd"
# Beside its servers a program knows the name of its own machine, and of no other.
if [ "$network" = shared ]; then
  mkdir -p "$root/etc"
  echo "127.0.0.1 localhost" > "$root/etc/hosts"
  echo "hosts: files" > "$root/etc/nsswitch.conf"
fi
mount -t proc none "$root/proc"
there=$PWD
cd "$root"
pivot_root . before
if [ "$network" = own ]; then
  ip link set lo up
  exec 3<&0
  (cat <&3 >/dev/null; kill -KILL -1) &
fi
umount -l /before
rmdir /before
cd "$there" 2>/dev/null || cd /tmp
set +e
"$@" 3<&-
exit $?
`;

/** Bytes of each process, of which V8 takes half before the first line runs; processes and threads of all together. */
const limits = ["--data=2147483648", "--nproc=128", "--core=0"];

/** With servers of its own and no network but its own. What it starts has the rights of the one who has started it. */
export function onOwnNetwork({ command, args }: Command, view: View): Command {
  const own = isRoot() ? [] : backTo(process.getuid?.() ?? 0, process.getgid?.() ?? 0);
  return fenced("own", view, [...own, command, ...args]);
}

/** Beside its servers, whose network it has; it has no rights, and bounds. */
export function besideItsServers({ command, args }: Command, view: View): Command {
  const user = isRoot() ? [`--reuid=${nobody}`, `--regid=${nobody}`, "--clear-groups"] : [];
  const rights = [...user, "--inh-caps=-all", "--bounding-set=-all", "--no-new-privs"];
  return fenced("shared", view, ["setpriv", ...rights, "prlimit", ...limits, command, ...args]);
}

function fenced(network: "own" | "shared", view: View, words: readonly string[]): Command {
  const { readable, writable = [], root } = view;
  const asRoot = isRoot() ? [] : ["--user", "--map-root-user"];
  const apart = ["--mount", "--pid", "--ipc", "--uts", ...(network === "own" ? ["--net"] : [])];
  const seen = [
    ...[...readable, ...systemFolders()].map((path) => `read:${path}`),
    ...writable.map((path) => `${network === "shared" && isRoot() ? "own" : "write"}:${path}`),
  ];
  const shell = ["sh", "-c", script, "fence", root, network, ...seen, "--", ...words];
  return { command: "unshare", args: [...asRoot, ...apart, "--fork", "--kill-child", ...shell] };
}

/** PostgreSQL refuses to run as root, and the root of a namespace counts as one. */
const backTo = (uid: number, gid: number) => ["unshare", "--user", `--map-user=${uid}`, `--map-group=${gid}`];

/** Programs and their libraries; on most distributions the folders beside /usr are links into it. */
function systemFolders(): string[] {
  const folders = ["/usr", "/bin", "/sbin", "/lib", "/lib64"];
  // A program may be a link to one of several, and Java does not start without its settings.
  const settings = readdirSync("/etc").filter((name) => /^(ld\.so\.cache|alternatives|java\b.*)$/.test(name));
  return [...folders, ...settings.map((name) => `/etc/${name}`)].filter((path) => existsSync(path));
}

/** Where the paths lead, and the paths themselves, which may be links: in this order, so that no link leads nowhere. */
export function withTargets(paths: readonly string[]): string[] {
  const there = paths.filter((path) => existsSync(path));
  return [...new Set([...there.map((path) => realpathSync(path)), ...there])];
}
