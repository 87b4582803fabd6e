// A mail relay on loopback, in a process of its own, that takes everything and keeps nothing.
import { SMTPServer } from "smtp-server";

const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ["STARTTLS"],
  onData(stream, _session, answer) {
    stream.on("end", () => answer());
    stream.resume();
  },
});
server.listen(0, "127.0.0.1", () => process.send?.(server.server.address().port));
