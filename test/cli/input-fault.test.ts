import assert from "node:assert/strict";
import { faultOfJson } from "../../cli/input-fault";

describe("where a text stops being JSON", () => {
  const cases: readonly { readonly name: string; readonly text: string; readonly fault: string }[] = [
    {
      name: "cut off after a comma",
      text: '{"a": 1,\n "b": ',
      fault: "it ends in line 2 before it is complete",
    },
    {
      name: "cut off within a string",
      text: '{"KEY": "hunter2',
      fault: "it ends in line 1 before it is complete",
    },
    { name: "cut off within a list", text: "[1, 2\n\n", fault: "it ends in line 1 before it is complete" },
    {
      name: "a word that is none of JSON's",
      text: '{\n "a": [\n  oops\n ]\n}',
      fault: "in line 3, column 3",
    },
    { name: "a comma too many", text: '{"a": [1, 2,],\n "b": "hunter2"}', fault: "in line 1, column 13" },
    { name: "two values", text: '{"a": 1}\n{"a": 2}', fault: "in line 2, column 1" },
    { name: "a line end within a string", text: '{"a": "x\ny"}', fault: "in line 1, column 9" },
    { name: "a table", text: "TASKS\tarn:aws", fault: "" },
    { name: "YAML", text: "tasks:\n- taskArn: x", fault: "" },
  ];
  for (const { name, text, fault } of cases)
    it(`${name}: ${fault || "it is nothing like JSON"}`, () => assert.equal(faultOfJson(text), fault));
});
