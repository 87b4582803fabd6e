/** The first visit is offered only while a live instance knows nobody; the demo comes with its people. */
export function whyNotSetUp(instance: { isLive: boolean; users: number }): "already-set-up" | null {
  return instance.isLive && instance.users === 0 ? null : "already-set-up";
}
