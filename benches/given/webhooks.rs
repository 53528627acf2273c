//! Bodies that an Evolution server sent, as the tests have them.

/// A customer's text.
pub const TEXT: &[u8] = include_bytes!("../../tests/fixtures/evolution/upsert-dm-text-lid.json");
/// An agent's reply to an announcement, in the main group.
pub const QUOTE: &[u8] =
    include_bytes!("../../tests/fixtures/evolution/upsert-g-quote-announcement.json");
/// The receipt of a message of ours.
pub const RECEIPT: &[u8] =
    include_bytes!("../../tests/fixtures/evolution/update-dm-delivery-ack.json");
