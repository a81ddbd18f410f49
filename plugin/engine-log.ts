import * as grpc from "@grpc/grpc-js";
import { EngineClient } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { LogRequest, LogSeverity } from "@pulumi/pulumi/proto/engine_pb";

/** Lines on the resource's row and among the diagnostics. */
export interface EngineLog {
  /** Takes the place of the line before. */
  progress(urn: string, line: string): void;
  info(urn: string, line: string): void;
  warning(urn: string, line: string): void;
}

/** @param address of the engine, `host:port`; without one nothing is said */
export function engineLog(address: string | undefined): EngineLog {
  const client =
    address === undefined ? undefined : new EngineClient(address, grpc.credentials.createInsecure());
  const log = (urn: string, severity: LogSeverity, message: string, ephemeral: boolean): void => {
    const request = new LogRequest()
      .setUrn(urn)
      .setSeverity(severity)
      .setMessage(message)
      .setEphemeral(ephemeral);
    // Progress is a courtesy: an engine that does not take it is no reason to fail.
    client?.log(request, () => undefined);
  };
  return {
    progress: (urn, line) => log(urn, LogSeverity.INFO, line, true),
    info: (urn, line) => log(urn, LogSeverity.INFO, line, false),
    warning: (urn, line) => log(urn, LogSeverity.WARNING, line, false),
  };
}
