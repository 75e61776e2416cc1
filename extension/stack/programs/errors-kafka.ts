import { LabError } from "../../common/lab-error.ts";
import type { Localized } from "../../common/language.ts";
import { installBroker } from "./errors.ts";

const installJava: Localized = {
  en: "Install Java 17 or newer and start the lab anew. Linux: sudo apt install default-jre-headless. macOS: brew install openjdk. Windows: winget install EclipseAdoptium.Temurin.21.JRE. Or set JAVA_HOME.",
  ru: "Установите Java 17 или новее и запустите занятие заново. Linux: sudo apt install default-jre-headless. macOS: brew install openjdk. Windows: winget install EclipseAdoptium.Temurin.21.JRE. Или задайте JAVA_HOME.",
};

export const kafkaHomeWrong = (home: string) =>
  new LabError(
    "broker-missing",
    {
      en: `There is no Kafka in KAFKA_HOME (${home}): its folder libs has no kafka_….jar.`,
      ru: `В KAFKA_HOME (${home}) нет Kafka: в папке libs нет файла kafka_….jar.`,
    },
    installBroker.kafka,
  );

export const kafkaTooOld = (home: string, version: string) =>
  new LabError(
    "broker-too-old",
    {
      en: `KAFKA_HOME (${home}) is Kafka ${version}; the lab needs Kafka 4.`,
      ru: `В KAFKA_HOME (${home}) лежит Kafka ${version}, а для занятия нужна Kafka 4.`,
    },
    installBroker.kafka,
  );

export const javaMissing = () =>
  new LabError(
    "java-missing",
    {
      en: "Kafka runs on Java, and there is no Java on this machine.",
      ru: "Для Kafka нужна Java, а её на этой машине нет.",
    },
    installJava,
  );

export const javaTooOld = (java: string, version: string) =>
  new LabError(
    "java-too-old",
    {
      en: `Kafka needs Java 17 or newer; ${java} is ${version}.`,
      ru: `Для Kafka нужна Java 17 или новее, а ${java} — это ${version}.`,
    },
    installJava,
  );
