/** What can go wrong between a canary and the API, whatever is called. */
import { apiError, type Answer, type ApiCall, type Fault } from "./proxy";

export interface ApiFault {
  readonly name: string;
  /** How many calls of an action it hits. */
  readonly times: number;
  readonly answer: (call: ApiCall) => Promise<Answer | Fault> | Answer | Fault;
  /** Whether a canary that otherwise passes still does. */
  readonly passes: boolean;
  /** What the user reads otherwise. */
  readonly says?: RegExp;
}

const throttled = apiError("ThrottlingException", "Rate exceeded");
const expired = apiError("ExpiredTokenException", "The security token included in the request is expired");
const GAVE_UP = /kept failing|could not be stopped|was not started within|still at/;

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/CommonErrors.html */
export const API_FAULTS: readonly ApiFault[] = [
  { name: "throttling, three times", times: 3, answer: () => throttled, passes: true },
  {
    name: "too many requests, as a status only",
    times: 1,
    answer: () => ({ status: 429, body: "" }),
    passes: true,
  },
  {
    name: "a server error",
    times: 1,
    answer: () => apiError("ServerException", "internal", 500),
    passes: true,
  },
  { name: "a closed connection", times: 2, answer: () => "drop", passes: true },
  { name: "a connection that breaks within the answer", times: 1, answer: () => "half", passes: true },
  { name: "no answer", times: 1, answer: () => "hang", passes: true },
  { name: "an answer that is no JSON", times: 1, answer: () => "garbage", passes: true },
  { name: "an answer with nothing in it", times: 1, answer: () => ({ status: 200, body: {} }), passes: true },
  {
    name: "an answer that is lost after the call had its effect",
    times: 1,
    answer: async (call): Promise<Fault> => {
      await call.forward();
      return "drop";
    },
    passes: true,
  },
  { name: "credentials that expire, and are renewed", times: 1, answer: () => expired, passes: true },
  {
    name: "expired credentials",
    times: Infinity,
    answer: () => expired,
    passes: false,
    says: /credentials expired/,
  },
  {
    name: "a refusal",
    times: Infinity,
    answer: ({ action }) =>
      apiError(
        "AccessDeniedException",
        `User: arn:aws:iam::123456789012:user/deployer is not authorized to perform: ecs:${action}`,
      ),
    passes: false,
    says: /may not call ecs:\w+\.[^]*Allow ecs:\w+ to the identity/,
  },
  { name: "throttling, for ever", times: Infinity, answer: () => throttled, passes: false, says: GAVE_UP },
  {
    name: "a closed connection, for ever",
    times: Infinity,
    answer: () => "drop",
    passes: false,
    says: GAVE_UP,
  },
  { name: "no answer, for ever", times: Infinity, answer: () => "hang", passes: false, says: GAVE_UP },
  {
    name: "answers that are no JSON, for ever",
    times: Infinity,
    answer: () => "garbage",
    passes: false,
    says: GAVE_UP,
  },
];
