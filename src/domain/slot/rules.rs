//! What a slot goes by.

use crate::domain::settings::{LineSettings, MoodReader, ReadMarks};

/// The settings of the line that a slot goes by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RelayRules {
    /// What an agent writes may be taken back for so long (milliseconds).
    pub undo_window_ms: i64,
    /// Texts that name another open case are held back.
    pub wrong_room_guard: bool,
    /// An agent's message gets ✅ and 👀.
    pub delivery_marks: bool,
    /// When the customer sees that a message was read.
    pub read_marks: ReadMarks,
    /// Who reads a customer's mood.
    pub mood: MoodReader,
}

impl RelayRules {
    /// Those of a line.
    #[must_use]
    pub fn of(settings: &LineSettings) -> Self {
        Self {
            undo_window_ms: settings.undo_window_ms.clamp(0, 60_000),
            wrong_room_guard: settings.wrong_room_guard,
            delivery_marks: settings.delivery_marks,
            read_marks: settings.read_marks,
            mood: settings.mood,
        }
    }
}
