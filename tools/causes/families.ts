import type { Family } from "../../launch/failures/explanation";

/** The families of causes in the order of the index: what fails first in a start comes first. */
export const FAMILIES: Readonly<Record<Exclude<Family, "unknown">, string>> = {
  shape: "ECS refuses the definition",
  capacity: "There is no room for the task",
  role: "A role lacks a permission, or can't be assumed",
  network: "Something can't be reached",
  image: "The image can't be pulled or does not fit",
  secret: "A secret or parameter can't be read",
  logging: "The log driver can't start",
  volume: "A volume can't be mounted",
  disk: "A disk is full",
  command: "The command ends or can't be run",
  memory: "Memory ran out",
  health: "A health check fails",
  agent: "The agent or the runtime fails",
  deployment: "The deployment does not get through",
};

/** A text of the catalogue for a page: `{name:otherwise}` stands for what a message says, and a page has none. */
export const prose = (text: string): string =>
  text
    .replace(/^\{\w{1,40}:([a-z])/, (_all, first: string) => `{_:${first.toUpperCase()}`)
    .replace(/\{\w{1,40}:([^}]{0,200})\}/g, "$1")
    .replace(/ {2,}/g, " ")
    .replace(/ ([.,;:])/g, "$1")
    .replace(/[<*]/g, (character) => `\\${character}`);
