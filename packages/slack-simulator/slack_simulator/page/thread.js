// The pane beside the channel: one message and its replies.
import { Composer } from "./composer.js";
import { channelName, channelOf, isDirect } from "./directory.js";
import { MessageList } from "./messages.js";
import { Pane } from "./pane.js";
import { html } from "./vendor/preact-htm.js";

export function Thread({ thread, readOnly }) {
  const channel = channelOf(thread.channel);
  const where = isDirect(channel) ? channelName(channel) : `#${channelName(channel)}`;
  return html`<${Pane} title="Thread" detail=${where} closing=${{ thread: undefined }}>
    <${MessageList} key=${thread.ts} label="Thread" messages=${thread.messages} inThread />
    ${!readOnly && html`<${Composer} channel=${thread.channel} thread=${thread.ts} where=${where} label="Reply…" />`}
  <//>`;
}
