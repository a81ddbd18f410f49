import { agent } from "./agent";
import { capacity } from "./capacity";
import { command } from "./command";
import { deployment } from "./deployment";
import { disk } from "./disk";
import { health } from "./health";
import { image } from "./image";
import { logging } from "./logging";
import { memory } from "./memory";
import { network } from "./network";
import { role } from "./role";
import { secret } from "./secret";
import { shape } from "./shape";
import { volume } from "./volume";
import { access } from "./wordings-access";
import { container } from "./wordings-container";
import { placement } from "./wordings-placement";
import { pull } from "./wordings-pull";

/** Every message of the tables, with the cause it must be recognised as. */
export const messages = [
  role,
  network,
  secret,
  image,
  logging,
  disk,
  memory,
  capacity,
  volume,
  health,
  command,
  agent,
  deployment,
  shape,
  access,
  container,
  placement,
  pull,
].flatMap((table) =>
  Object.entries(table).flatMap(([cause, texts]) => texts.map((message) => ({ cause, message }))),
);
