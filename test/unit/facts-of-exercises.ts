import type { Facts } from "./facts.ts";

/** What every exercise says of how it is done. */
const common = {
  "The next cell writes": "instruction",
  "Change the file, save": "instruction",
  "A line with ✗": "definition",
  "There are three hints": "instruction",
};

const { "Change the file, save": _, ...withoutApp } = common;

/** An exercise sets tasks; what it states is shown by its own steps and by the tests of its check. */
export const factsOfExercises: Facts = {
  "exercise-1": {
    ...common,
    "**Goal.** A thousand": "test: exercise-1",
    "You write one file": "instruction",
    "Compare your strategy": "instruction",
  },
  "exercise-2": {
    ...common,
    "**Goal.**": "test: its starting point fails for its intended reason",
    "You write one file": "instruction",
    "What happens when": "instruction",
  },
  "exercise-3": {
    ...common,
    "**Goal.**": "test: its starting point fails for its intended reason",
    "You write one file": "instruction",
    "What is lost when": "instruction",
  },
  "exercise-4": {
    ...common,
    "**Goal.**": "test: its starting point fails for its intended reason",
    "You write one file": "instruction",
    "walks through your file": "instruction",
  },
  "exercise-5": {
    ...common,
    "**Goal.**": "test: its starting point fails for its intended reason",
    "You write one file": "instruction",
    "A thousand hits come": "fill",
    "Kafka and RabbitMQ": "instruction",
  },
  "exercise-6": {
    ...common,
    "**Goal.**": "test: its starting point fails for its intended reason",
    "You write one file": "instruction",
    "Ids that are kept": "instruction",
  },
  "exercise-7": {
    ...common,
    "**Goal.**": "test: its starting point fails for its intended reason",
    "You write one file": "instruction",
    "Who should wait": "instruction",
  },
  "exercise-8": {
    "The next cell writes": "instruction",
    "There are three hints": "instruction",
    "**Goal.**": "test: exercise-8: its starting point",
    "You write one file": "instruction",
    "First the same load": "redis-pace broker-pace",
    "Write the page": "test: exercise-8: its starting point",
    "A line with ✗": "definition",
    "The check knows": "advice",
  },
  "exercise-9": {
    ...withoutApp,
    "**Goal.**": "test: the starting point fails for its intended reason",
    "You write one file": "instruction",
    "It records four runs": "test: a check that accepts everything | the process of a student's check",
    "A line with ✗": "test: what the check misjudges is shown by the shortest history",
    "Somebody has made": "instruction",
  },
};
