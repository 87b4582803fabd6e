import type { Font } from "fontkit";

declare global {
  namespace PDFKit.Mixins {
    interface PDFFont {
      /** A font already read, with the axes that it was given. */
      registerFont(name: string, font: Font): this;
    }
  }
}
