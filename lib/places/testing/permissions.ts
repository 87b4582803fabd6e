import { pool } from "@/lib/core/db";
import { OPERATOR, type Rows } from "@/lib/core/testing/permissions";
import * as places from "@/lib/places/commands";

/** Who may give each command of this room. */
export const rows: Rows<typeof places> = {
  savePlaces: {
    may: OPERATOR,
    run: async (ctx) => {
      const client = await pool().connect();
      try {
        await client.query("BEGIN");
        return await places.savePlaces(ctx, {
          client,
          facts: { areas: [], aliases: [], postcodes: [], parts: [], shapes: [] },
        });
      } finally {
        client.release(true);
      }
    },
  },
};
