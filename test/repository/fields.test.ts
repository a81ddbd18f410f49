import * as assert from "node:assert/strict";
import { faultsOfTable, fieldsOfClient, isCurrent, REQUESTS } from "../../tools/fields";

describe("fields of a launch", () => {
  const fields = fieldsOfClient();

  it("are found in the types of the client, however deep", () => {
    for (const field of [
      "ContainerDefinition.image",
      "AwsVpcConfiguration.subnets",
      "EFSAuthorizationConfig.iam",
    ])
      assert.ok(fields.includes(field), field);
    assert.ok(fields.length > 200, `${fields.length} fields in ${REQUESTS.join(", ")}`);
  });

  it("have each a rule that reads them, or a reason", () => {
    assert.deepEqual(faultsOfTable(fields), []);
  });

  it("are a fault while one of them is left open", () => {
    assert.deepEqual(faultsOfTable(["A.b"], { "A.b": "open: nobody has looked yet" }), ["A.b is open"]);
  });

  it("are missed when a new version of the client brings one", () => {
    assert.deepEqual(faultsOfTable([...fields, "ContainerDefinition.fresh"]), [
      "ContainerDefinition.fresh is judged by nobody",
    ]);
  });

  it("are missed when a new version of the client drops one", () => {
    assert.deepEqual(faultsOfTable(fields.filter((field) => field !== "ContainerDefinition.image")), [
      "ContainerDefinition.image is no field of the client",
    ]);
  });

  it("name no rule that does not exist", () => {
    assert.deepEqual(faultsOfTable(["A.b"], { "A.b": ["no-such-rule"] }), ["A.b names no-such-rule"]);
  });

  it("stand in docs/fields.md as they are", () => {
    assert.ok(isCurrent(), "run npx ts-node -T tools/fields.ts");
  });
});
