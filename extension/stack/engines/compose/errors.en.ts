import { ended } from "../../../common/ended.ts";
import { fileTrouble } from "../../../common/file-trouble.ts";
import type { AppKind } from "../../apps.ts";

const withoutDocker = "The lab also runs without Docker: set the engine to “embedded” (or “auto”).";

const imageRemedy = (image: string) =>
  `Try “docker pull ${image}” in a terminal. Without a network, take the image from another machine with “docker save” and “docker load”.`;

const removeVolume = (volume: string) =>
  `If its counters are not needed, remove it: docker volume rm ${volume}. Then start again.`;

export const en = {
  "docker-not-installed": {
    what: "Docker is not installed.",
    remedy: `Install Docker Desktop (Windows, macOS) or Docker Engine with the Compose plugin (Linux), then start again. ${withoutDocker}`,
  },
  /** `setting` is the variable that points to the engine; empty when there is none. */
  "docker-not-running": ({
    reason,
    setting,
    isPodman,
  }: {
    reason: string;
    setting: string;
    isPodman: boolean;
  }) => ({
    what: `Docker is installed, but its engine does not answer.${reason && ` It says: ${ended(reason)}`}`,
    remedy: isPodman
      ? `\`docker\` is Podman here: start its service, and let DOCKER_HOST name its socket, or install Docker. ${withoutDocker}`
      : setting === ""
        ? `Start Docker Desktop, or on Linux: sudo systemctl start docker. Then start again. ${withoutDocker}`
        : `The variable ${setting} names the engine: remove it, or correct it, or start that engine. Then start again. ${withoutDocker}`,
  }),
  "docker-elsewhere": ({ host, setting }: { host: string; setting: string }) => ({
    what: `Docker's engine is on another machine (${host}): its servers could not be reached from here, and it does not see the lab's files.`,
    remedy: `${setting === "" ? "Take the engine of this machine: docker context use default." : `Remove the variable ${setting}.`} Then start again. ${withoutDocker}`,
  }),
  "docker-context": ({ name }: { name: string }) => ({
    what: `Docker is told to use the context “${name}”, which does not exist.`,
    remedy: `Remove the variable DOCKER_CONTEXT if it is set, or choose another one: docker context use default. Then start again. ${withoutDocker}`,
  }),
  "docker-off-in-wsl": {
    what: "Docker Desktop is not switched on for this WSL distribution.",
    remedy: `Switch it on: Docker Desktop, Settings, Resources, WSL integration. Then start again. ${withoutDocker}`,
  },
  "docker-windows-containers": {
    what: "Docker runs Windows containers, and the lab needs Linux containers.",
    remedy: `Choose “Switch to Linux containers” in the menu of Docker Desktop. Then start again. ${withoutDocker}`,
  },
  "docker-no-permission": {
    what: "Docker runs, but your user may not use it.",
    remedy: `Add yourself to its group: sudo usermod -aG docker $USER. Then log out and in again. ${withoutDocker}`,
  },
  /** `version` is empty when there is no Compose at all. */
  "compose-too-old": ({ version }: { version: string }) => ({
    what:
      version === ""
        ? "Docker is there, but “docker compose” is not."
        : `Docker Compose is version ${version}. The lab needs 2.20 or newer.`,
    remedy: `Update Docker Desktop, or on Linux install docker-compose-plugin (Docker's packages), docker-compose-v2 (Ubuntu) or docker-compose (Debian 13). ${withoutDocker}`,
  }),
  "docker-stopped": {
    what: "The Docker engine has stopped, and the servers with it.",
    remedy: "Start Docker again, then run the start step again.",
  },
  "image-offline": ({ image, reason }: { image: string; reason: string }) => ({
    what: `The image ${image} is not on this machine, and it cannot be fetched without a network: ${reason}`,
    remedy: `Check the connection and the proxy of Docker. ${imageRemedy(image)} ${withoutDocker}`,
  }),
  "image-rate-limit": ({ image }: { image: string }) => ({
    what: `The image ${image} cannot be fetched: Docker Hub's limit for anonymous pulls is reached, often by a whole class behind one address.`,
    remedy: `Log in with “docker login”, or wait an hour. ${imageRemedy(image)} ${withoutDocker}`,
  }),
  "image-unavailable": ({ image, reason }: { image: string; reason: string }) => ({
    what: `The image ${image} is not available: ${reason}`,
    remedy: `Check its name in lab-stack (compose.yaml or app/Dockerfile). ${imageRemedy(image)}`,
  }),
  "port-taken": ({ port }: { port: string }) => ({
    what: `The port ${port} is taken by another program.`,
    remedy:
      "Take the variables SURGE_*_PORT out of your environment (or lab-stack/.env), and Docker chooses free ports. Or end that program.",
  }),
  "app-build-failed": ({ lines, app }: { lines: string; app: AppKind }) => ({
    what: `The image of the app could not be built:${lines}\n`,
    remedy: `Correct lab-stack/${app.folder} (Dockerfile, ${app.packages}) and start again. If it is the network that fails, ${app.installer} in the container needs a way to its registry.`,
  }),
  "volume-other-version": ({ volume, reason }: { volume: string; reason: string }) => ({
    what: `The volume ${volume} holds the data of another PostgreSQL version: ${reason}`,
    remedy: removeVolume(volume),
  }),
  "volume-other-password": ({ volume }: { volume: string }) => ({
    what: `The volume ${volume} was made with passwords other than those in .surge-lab/passwords.json.`,
    remedy: removeVolume(volume),
  }),
  "folder-not-writable": ({ folder, cause }: { folder: string; cause: unknown }) => ({
    what: `The lab cannot keep its passwords in ${folder}: ${fileTrouble(cause).en}.`,
    remedy: "Open the lab in a folder that you may write to.",
  }),
  "file-not-readable": ({ file }: { file: string }) => ({
    what: `Only some users may read ${file}, and the one in the container is not among them.`,
    remedy: `Let everybody read it: chmod a+r '${file}'. Then start again.`,
  }),
  "folder-not-shared": ({ reason }: { reason: string }) => ({
    what: `Docker may not read the lab's folder: ${reason}`,
    remedy:
      "Add the folder in Docker Desktop, Settings, Resources, File sharing; or open the lab in your home folder.",
  }),
  "log-not-readable": ({ service, lines }: { service: string; lines: string }) => ({
    what: `“docker compose logs ${service}” failed:${lines}\n`,
    remedy: "See with “docker ps” whether Docker still answers, then run the step again.",
  }),
  "folder-not-seen": ({ reason }: { reason: string }) => ({
    what: `The Docker engine does not see the lab's folder: ${reason}`,
    remedy: `It sees the files of another machine or container, as it does when a dev container uses the Docker of its host. Start the lab on that machine. ${withoutDocker}`,
  }),
  "compose-failed": ({ lines }: { lines: string }) => ({
    what: `docker compose failed:${lines}\n`,
    remedy: "Correct what it complains about, then start again.",
  }),
};
