// The commands alone, bars 5 and 6, run with every `npm test`; here they are run by their number.
import "@/lib/signatures/signing/races.test";
