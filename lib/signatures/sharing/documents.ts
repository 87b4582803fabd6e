import { createHash } from "node:crypto";
import type { DownloadSpec } from "@/lib/core/download";
import { turnstile } from "@/lib/core/turnstile";
import { isErased } from "../erasing/queries";
import { type CardShape, drawCard } from "./card";
import { sharedSignature } from "./queries";

// An image takes a tenth of a second: the last ones asked for are held, by all that they say.
const HELD = 100;
const images = new Map<string, Promise<Buffer | null>>();

// Drawing takes a processor whole: a flood of images must leave one to who signs.
const drawing = turnstile(2, 20);

function imageOf(key: string, draw: () => Promise<Buffer>): Promise<Buffer | null> {
  const held = images.get(key);
  if (held) return held;
  const made = drawing(draw);
  images.set(key, made);
  const forget = () => images.delete(key);
  made.then((image) => image ?? forget(), forget);
  const [oldest] = images.keys();
  if (images.size > HELD && oldest) images.delete(oldest);
  return made;
}

/** The image of one signature, as public as the signature itself; it tells a withdrawal or a dispute from then on. */
const imageIn = (shape: CardShape): DownloadSpec => ({
  async load({ params, locale, frame }) {
    const shared = await sharedSignature(params.id ?? "");
    if (!shared) return (await isErased(params.id ?? "")) ? "gone" : null;
    const host = new URL(frame.origin).host;
    const key = createHash("sha256")
      .update(JSON.stringify([shared, locale, host, shape]))
      .digest("hex");
    const image = await imageOf(key, () => drawCard(shared, locale, host, shape));
    if (!image) return "busy";
    const body = new Uint8Array(image);
    return { body, contentType: "image/png", fileName: `signature-${shared.publicId}.png`, isShown: true };
  },
});

/** 1200 by 630, as pages that show a link draw it. */
export const imageFile = imageIn("wide");
/** 1080 by 1080, as pictures are posted. */
export const squareFile = imageIn("square");
