export { Cluster, Command, default, print, Redis, ReplyError } from "ioredis";
