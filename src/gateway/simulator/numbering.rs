//! Identifiers of the simulated WhatsApp: look like the real ones, follow from a counter or a number
//! alone, so that the same history gives the same ids.

use crate::domain::identity::Lid;
use crate::domain::ids::{ChatId, SendId, WaId};
use crate::domain::phone::Phone;

/// What an invite link begins with; the group's code follows.
pub const INVITE_PREFIX: &str = "https://chat.whatsapp.com/";

/// WhatsApp's id of a message that Relevo sends: `3EB0` and 18 hexadecimal digits, the same at every try.
#[must_use]
pub fn wa_id_of(send: SendId) -> WaId {
    format!("3EB0{:018X}", mix(send.0.cast_unsigned())).into()
}

/// WhatsApp's id of the `n`-th message that people wrote.
pub(super) fn wa_id_of_person(n: u64) -> WaId {
    format!("3A{:018X}", mix(n)).into()
}

/// The chat of the `n`-th group.
pub(super) fn group_chat(n: u64) -> ChatId {
    format!("120363{:012}@g.us", 400_000_000_000_u64.saturating_add(n)).into()
}

/// The invite code of the `n`-th group: 22 letters and digits.
pub(super) fn invite_code(n: u64) -> String {
    let both = (u128::from(mix(n)) << 64) | u128::from(mix(n ^ u64::MAX));
    let alphabet = b"ABCDEFGHJKLMNPQRSTUVWXYZabcdefghjkmnpqrs";
    let radix: u128 = 40;
    let mut rest = both;
    let mut code = String::with_capacity(22);
    while code.len() < 22 {
        let digit = usize::try_from(rest % radix).unwrap_or_default();
        code.push(char::from(alphabet[digit]));
        rest /= radix;
    }
    code
}

/// The hidden identity of a number: 15 digits that say nothing about it. `turn` gives another one, for
/// the case that somebody has it already.
pub(super) fn lid_of(phone: &Phone, turn: u64) -> Lid {
    // FNV-1a over the digits that are the same however the number is written.
    let hash = phone.key().bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    let digits = 100_000_000_000_000 + mix(hash.wrapping_add(turn)) % 900_000_000_000_000;
    Lid(digits.to_string().into())
}

/// A well mixed number for each number (splitmix64): no two give the same.
pub(super) fn mix(n: u64) -> u64 {
    let mut z = n.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}
