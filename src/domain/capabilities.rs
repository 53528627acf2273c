//! What a gateway can carry, asked before Relevo relies on it. What it cannot is told in words.

use super::content::MediaKind;

/// What a gateway can do. Times are in milliseconds, sizes in characters or bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Capabilities {
    /// A message id made by us is used by WhatsApp, so that a retry is the same message.
    pub client_ids: bool,
    /// A group can be created without a member besides the line itself.
    pub empty_groups: bool,
    /// The groups that the line is in can be listed.
    pub list_groups: bool,
    /// Groups can be renamed and left, and people removed from them.
    pub change_groups: bool,
    /// The line is linked by scanning a QR code.
    pub qr: bool,
    /// For how long a QR code can be scanned, or the code that goes with it typed.
    pub qr_lasts_ms: i64,
    /// The line can also be linked by a code that is typed on its phone.
    pub pairing: bool,
    /// The line's number can be unlinked from here.
    pub log_out: bool,
    /// Files can be sent and fetched.
    pub files: bool,
    /// Which kinds of file keep what they are; the others are sent as the nearest kind that does.
    pub kinds: &'static [MediaKind],
    /// Places can be sent.
    pub locations: bool,
    /// Contact cards can be sent.
    pub contacts: bool,
    /// Kinds of file that can reply to a message.
    pub quoting_kinds: &'static [MediaKind],
    /// Places can reply to a message.
    pub quoting_locations: bool,
    /// Contact cards can reply to a message.
    pub quoting_contacts: bool,
    /// For how long a text of ours can be changed after it was sent; `None` where it cannot.
    pub edit_within_ms: Option<i64>,
    /// For how long a message of ours can be deleted for everyone; `None` where it cannot.
    pub revoke_within_ms: Option<i64>,
    /// Messages can be reacted to.
    pub reactions: bool,
    /// «Is writing …» can be shown.
    pub typing: bool,
    /// The customer can be shown that a message was read.
    pub read_marks: bool,
    /// The longest text, in characters.
    pub text_most: usize,
    /// The longest text below a file, in characters.
    pub caption_most: usize,
    /// The largest file, in bytes.
    pub file_most: u64,
}

impl Capabilities {
    /// Everything that WhatsApp itself can do.
    pub const ALL: Self = Self {
        client_ids: true,
        empty_groups: true,
        qr: true,
        qr_lasts_ms: 45_000,
        pairing: true,
        log_out: true,
        list_groups: true,
        change_groups: true,
        files: true,
        kinds: &MediaKind::ALL,
        locations: true,
        contacts: true,
        quoting_kinds: &MediaKind::ALL,
        quoting_locations: true,
        quoting_contacts: true,
        edit_within_ms: Some(15 * 60_000),
        revoke_within_ms: Some(48 * 3_600_000),
        reactions: true,
        typing: true,
        read_marks: true,
        text_most: 4_096,
        caption_most: 1_024,
        file_most: 64 * 1024 * 1024,
    };
}
