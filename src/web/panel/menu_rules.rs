//! Who is let in, beside the menu: who goes on from a case, how fast one may write, and whether agents are customers.

use super::fields::{Field, summary};
use crate::domain::settings::LineSettings;
use crate::web::flash::Banner;
use crate::web::form::Fields;
use crate::web::words::Words;

const HOUR_MS: i64 = 3_600_000;
/// The longest time in which a conversation goes on, in hours.
const HOURS_MOST: i64 = 24 * 14;
/// The fewest and the most messages a minute.
const MESSAGES: std::ops::RangeInclusive<i64> = 5..=300;

/// The form.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "as in the template")]
pub struct RulesForm {
    pub reopen: bool,
    pub hours: Field,
    pub messages: Field,
    pub agents: bool,
    pub banner: Option<Banner>,
}

/// What it asks for: all of it can be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EntryRules {
    reopen: bool,
    reopen_ms: i64,
    messages_per_minute: u32,
    agents_are_customers: bool,
}

impl EntryRules {
    /// Puts it among a line's settings.
    pub fn apply(self, settings: &mut LineSettings) {
        settings.reopen = self.reopen;
        settings.reopen_ms = self.reopen_ms;
        settings.messages_per_minute = self.messages_per_minute;
        settings.agents_are_customers = self.agents_are_customers;
    }
}

impl RulesForm {
    /// As it is set.
    #[must_use]
    pub fn new(settings: &LineSettings, words: Words) -> Self {
        let number = |name: &'static str, key: &str, value: String| {
            let field = Field::text(name, name, words.t(key)).hint(words.t(&format!("{key}-how")));
            Field { most: 5, ..field }.mode("numeric").value(value)
        };
        let hours = (settings.reopen_ms / HOUR_MS).to_string();
        let messages = settings.messages_per_minute.to_string();
        Self {
            reopen: settings.reopen,
            hours: number("horas", "entry-hours", hours),
            messages: number("mensajes", "entry-messages", messages),
            agents: settings.agents_are_customers,
            banner: None,
        }
    }

    /// Takes what was typed; nothing if any of it cannot be used.
    pub fn read(&mut self, fields: &Fields, words: Words) -> Option<EntryRules> {
        (self.reopen, self.agents) = (fields.has("retomar"), fields.has("agentes"));
        for field in [&mut self.hours, &mut self.messages] {
            field.value = fields.get(field.name).chars().take(6).collect();
        }
        let hours = fields.number("horas").filter(|hours| (1..=HOURS_MOST).contains(hours));
        self.hours.error = hours.is_none().then(|| words.t("entry-hours-odd"));
        let messages = fields.number("mensajes").filter(|count| MESSAGES.contains(count));
        self.messages.error = messages.is_none().then(|| words.t("entry-messages-odd"));
        self.banner = summary(&[&self.hours, &self.messages], words);
        Some(EntryRules {
            reopen: self.reopen,
            reopen_ms: hours? * HOUR_MS,
            messages_per_minute: u32::try_from(messages?).ok()?,
            agents_are_customers: self.agents,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_be_used_is_taken_and_the_rest_is_told() {
        let words = Words::default();
        let mut settings = LineSettings::default();
        let read = |hours: &str, messages: &str| {
            let pairs = [("horas", hours), ("mensajes", messages), ("agentes", "1")];
            let fields: Fields = pairs
                .iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
                .collect();
            let mut form = RulesForm::new(&LineSettings::default(), words);
            let read = form.read(&fields, words);
            (read, form.banner.map_or(0, |banner| banner.fields.len()))
        };
        let (taken, wrong) = read("24", "30");
        taken.unwrap().apply(&mut settings);
        assert_eq!((settings.reopen, settings.reopen_ms, wrong), (false, 24 * HOUR_MS, 0));
        assert!(settings.agents_are_customers);
        for (hours, messages) in
            [("0", "30"), ("", "30"), ("12", "1"), ("12", "999"), ("doce", "30")]
        {
            assert_eq!(read(hours, messages), (None, 1), "{hours} {messages}");
        }
    }
}
