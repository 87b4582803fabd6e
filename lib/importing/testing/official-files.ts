import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL("../../../../shared/data/", import.meta.url));

/** Where an official file lies on a machine that has them; the project does not contain them. */
export function official(name: string): string {
  return `${folder}${name}`;
}

/** Tests on the official files run where these lie beside the checkout, in ../shared/data. */
export const hasOfficialFiles = existsSync(folder);
