/** Runs once when the web process starts. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { notePeers } = await import("@/lib/core/peer");
  notePeers();
  const { carryEncodings } = await import("@/lib/core/encoding");
  carryEncodings();
  const { mendAddresses } = await import("@/lib/core/addresses");
  mendAddresses();
}
