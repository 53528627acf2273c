//! What a line on Evolution API can carry.

use crate::domain::capabilities::Capabilities;
use crate::domain::content::MediaKind;

/// Evolution API 2.3.x. Where each fact comes from:
///
/// - `client_ids`: no send route takes an id of ours (`schema/requests.json` of the recorded examples); the
///   answer brings WhatsApp's.
/// - `empty_groups`: `group/create` refuses an empty list (recorded: `error-group-no-participants.json`).
/// - `list_groups`, `change_groups`: recorded (`group-list.json`, `group-subject.json`, `group-remove-body.json`);
///   leaving is `DELETE group/leaveGroup` (source, `group.router.ts`).
/// - `kinds` without [`MediaKind::Gif`]: `sendMedia` writes `gifPlayback: false` into every video, whatever it
///   is asked (source, `prepareMediaMessage`). Pictures stay pictures, though re-encoded as JPEG.
/// - `quoting_kinds` without [`MediaKind::Voice`]: `sendWhatsAppAudio` passes on only `delay` (source,
///   `audioWhatsapp`). `sendMedia`, `sendPtv` and `sendSticker` pass `quoted` on.
/// - `quoting_contacts`: `sendContact` sends with no options at all (source, `contactMessage`); `sendLocation`
///   passes `quoted` on.
/// - `edit_within_ms`: WhatsApp's own limit, which `updateMessage` words as «older than 15 minutes». Only
///   texts, pictures and videos can be edited; anything else is refused as «not compatible».
/// - `revoke_within_ms`: WhatsApp's own limit is some hours longer than this; the server knows none.
/// - `read_marks`: `markMessageAsRead`. It drops LID chats and groups without a word, so those are refused here.
/// - `typing`: `sendPresence` shows it, and subscribes to what the other side does: `presence.update` comes of
///   a direct chat only after something was shown there once.
/// - `qr_lasts_ms`: the server opens its socket with `qrTimeout: 45_000`, and asks WhatsApp for a pairing code
///   with each new QR code (source, `whatsapp.baileys.service.ts`).
/// - `file_most`: the server takes bodies of 136 MB (source, `main.ts`), and base64 makes a file a third larger.
pub(super) const EVOLUTION: Capabilities = Capabilities {
    client_ids: false,
    empty_groups: false,
    list_groups: true,
    change_groups: true,
    qr: true,
    qr_lasts_ms: 45_000,
    pairing: true,
    log_out: true,
    files: true,
    kinds: &[
        MediaKind::Image,
        MediaKind::Video,
        MediaKind::VideoNote,
        MediaKind::Voice,
        MediaKind::Audio,
        MediaKind::Document,
        MediaKind::Sticker,
    ],
    locations: true,
    contacts: true,
    quoting_kinds: &[
        MediaKind::Image,
        MediaKind::Video,
        MediaKind::Gif,
        MediaKind::VideoNote,
        MediaKind::Audio,
        MediaKind::Document,
        MediaKind::Sticker,
    ],
    quoting_locations: true,
    quoting_contacts: false,
    edit_within_ms: Some(15 * 60_000),
    revoke_within_ms: Some(48 * 3_600_000),
    reactions: true,
    typing: true,
    read_marks: true,
    text_most: 4_096,
    caption_most: 1_024,
    file_most: 64 * 1024 * 1024,
};
