import { z } from "zod";
import { day, id, line, source } from "../schema";
import { CHANNEL_KINDS } from "./rules";

/** A public page of a candidate, and where it was found. */
export const channelInput = z.strictObject({
  candidacyId: id,
  kind: z.enum(CHANNEL_KINDS, "elections.errors.status"),
  url: line.max(500, "elections.errors.long"),
  date: day,
  ...source,
});
export type ChannelInput = z.infer<typeof channelInput>;

export const endChannelInput = z.strictObject({ channelId: id });
export type EndChannelInput = z.infer<typeof endChannelInput>;
