export { default, errorCodes, fastify } from "fastify";
