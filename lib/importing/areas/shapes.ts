import { readFile, stat } from "node:fs/promises";
import { z } from "zod";
import type { ShapeFact } from "@/lib/places/schema";
import { Unreadable } from "../files/unreadable";
import { constituencyKey } from "../ministry/constituency-code";
import type { Rejected } from "../ministry/rows";
import { constituencyOf } from "./places-of-france";

const place = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]).rest(z.number());
const ring = z.array(place).min(4);
const geometry = z.discriminatedUnion("type", [
  z.object({ type: z.literal("Polygon"), coordinates: z.array(ring).min(1) }),
  z.object({ type: z.literal("MultiPolygon"), coordinates: z.array(z.array(ring).min(1)).min(1) }),
]);
const collection = z.object({
  type: z.literal("FeatureCollection"),
  features: z.array(z.object({ properties: z.record(z.string(), z.unknown()), geometry: z.unknown() })),
});

/** Parsed whole: the outlines of 577 constituencies are under 1 MB simplified, about 40 MB in full. */
const largest = 64 * 2 ** 20;

/**
 * The outlines of constituencies from a GeoJSON FeatureCollection (RFC 7946), keyed on a property in any spelling.
 * A rejected feature is told by its place in the list, as its line.
 */
export async function readShapes(path: string, idProperty: string) {
  if ((await stat(path)).size > largest) throw new Unreadable("too-large");
  const { features } = parsed(await readFile(path, "utf8"));
  const shapes: ShapeFact[] = [];
  const rejected: Rejected[] = [];
  features.forEach((feature, index) => {
    const key = constituencyKey(String(feature.properties[idProperty] ?? ""));
    const shape = geometry.safeParse(feature.geometry);
    if (key && shape.success) shapes.push({ area: constituencyOf(key), shape: JSON.stringify(shape.data) });
    else
      rejected.push({
        line: index + 1,
        column: idProperty,
        reason: key ? "ragged-row" : "bad-constituency-code",
      });
  });
  return { shapes, rejected };
}

function parsed(text: string): z.infer<typeof collection> {
  try {
    return collection.parse(JSON.parse(text));
  } catch {
    throw new Unreadable("not-a-table");
  }
}
