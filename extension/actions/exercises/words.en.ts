export const en = {
  exercise: "The exercise, by the name of its notebook.",
  takingUp: "Starting the app anew with your file",
};
