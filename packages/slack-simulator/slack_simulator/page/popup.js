// A small panel that opens beside a button or field: menus and the lists of selects.
// It stands in the browser's top layer, so that neither a dialog nor a scrolling pane can cut it off.
import { useEffect, useLayoutEffect, useRef } from "./vendor/preact-htm.js";

const GAP = 4;
const MARGIN = 8;

function placeBeside(popup, anchor) {
  const around = anchor.getBoundingClientRect();
  popup.style.minWidth = `${Math.round(around.width)}px`;
  const { width, height } = popup.getBoundingClientRect();
  const below = around.bottom + GAP;
  const fitsBelow = below + height + MARGIN <= innerHeight || around.top < height + MARGIN;
  const left = popup.dataset.align === "end" ? around.right - width : around.left;
  popup.style.top = `${Math.max(MARGIN, fitsBelow ? below : around.top - GAP - height)}px`;
  popup.style.left = `${Math.max(MARGIN, Math.min(left, innerWidth - width - MARGIN))}px`;
}

/**
 * Show and place a popup while it is open. Returns the refs to set on the anchor and on the popup
 * (which needs popover="manual"); `close` is called when the person clicks or scrolls elsewhere.
 */
export function usePopup(open, close) {
  const anchor = useRef(null);
  const popup = useRef(null);
  useLayoutEffect(() => {
    if (!open || !popup.current) return;
    if (!popup.current.matches(":popover-open")) popup.current.showPopover();
    placeBeside(popup.current, anchor.current);
  });
  useEffect(() => {
    if (!open) return undefined;
    const outside = (event) => {
      const inside = popup.current?.contains(event.target) || anchor.current?.contains(event.target);
      if (!inside) close();
    };
    addEventListener("pointerdown", outside, true);
    addEventListener("scroll", outside, true);
    addEventListener("resize", close);
    return () => {
      removeEventListener("pointerdown", outside, true);
      removeEventListener("scroll", outside, true);
      removeEventListener("resize", close);
    };
  }, [open]);
  return { anchor, popup };
}
