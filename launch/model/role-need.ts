import { showText } from "../iam/text";
import type { Kind, Level } from "../launch";
import type { Access } from "./access";

/** Something that AWS does with a role on a task's way up. */
export interface RoleNeed {
  /** Completes "role exec may …". */
  readonly what: string;
  readonly access: Access;
  /** Why its lack is not certain to stop the start; it is a suspicion then. */
  readonly doubt?: string;
  /** The doubt is too great for a suspicion. */
  readonly isUnlikely?: boolean;
  /** ARN of an AWS managed policy that gives it. */
  readonly managedPolicy?: string;
  /** Where its lack stops nothing. */
  readonly kind?: Kind;
  readonly level?: Level;
  readonly stoppedReason?: string;
}

/** What is needed, and what may be needed besides. */
export interface RoleNeeds {
  readonly known: readonly RoleNeed[];
  readonly open: readonly OpenNeed[];
}

export interface OpenNeed {
  /** Completes "role exec may …". */
  readonly what: string;
  readonly because: string;
}

/** Needs without their repetitions: two containers may read one secret, or write to different streams of one group. */
export function distinct({ known, open }: RoleNeeds): RoleNeeds {
  return {
    known: [
      ...new Map(known.map((need) => [`${need.what} ${showText(need.access.resource)}`, need])).values(),
    ],
    open: [...new Map(open.map((need) => [need.what, need])).values()],
  };
}

export const noNeeds: RoleNeeds = { known: [], open: [] };

export const joinNeeds = (...needs: readonly RoleNeeds[]): RoleNeeds =>
  distinct({ known: needs.flatMap(({ known }) => known), open: needs.flatMap(({ open }) => open) });
