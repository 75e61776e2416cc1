export { connect, credentials, default } from "amqplib";
