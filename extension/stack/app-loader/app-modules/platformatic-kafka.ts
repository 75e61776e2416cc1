export { Admin, Consumer, Producer } from "@platformatic/kafka";
