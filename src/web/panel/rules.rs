//! `/ajustes/reglas` and `/ajustes/grupos/{id}/reglas`: how long customers may wait, on a line and in one of its groups.

use askama::Template;
use fluent_bundle::FluentValue;

use super::fields::{Field, summary};
use super::rules_own::{OwnFields, Ways};
use super::shell::Shell;
use crate::domain::ids::GroupId;
use crate::domain::rules::GroupRules;
use crate::domain::settings::LineSettings;
use crate::web::flash::Banner;
use crate::web::form::Fields;
use crate::web::words::Words;

const MINUTE_MS: i64 = 60_000;
/// The longest wait (minutes): a week.
const MOST: i64 = 7 * 24 * 60;
/// Alerts of one ticket are at least so far apart (minutes).
const REPEAT_LEAST: i64 = 5;

/// What a form asks for: all of it can be used. Lengths in milliseconds; what is not set is as on the line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Waits {
    first: Option<i64>,
    urgent: Option<i64>,
    second: Option<i64>,
    repeat: Option<i64>,
    answer: Option<i64>,
    alert: Option<i64>,
    give_back: Option<i64>,
}

impl Waits {
    /// Those of a line: all are set.
    #[must_use]
    pub fn of_line(settings: &LineSettings) -> Self {
        Self {
            first: Some(settings.first_limit_ms),
            urgent: Some(settings.urgent_limit_ms),
            second: Some(settings.second_limit_ms),
            repeat: Some(settings.repeat_ms),
            answer: Some(settings.answer_limit_ms),
            alert: Some(settings.answer_alert_ms),
            give_back: Some(settings.give_back_ms),
        }
    }

    /// Those of a main group.
    #[must_use]
    pub fn of_group(rules: &GroupRules) -> Self {
        Self {
            first: rules.first_limit_ms,
            urgent: rules.urgent_limit_ms,
            second: rules.second_limit_ms,
            repeat: rules.repeat_ms,
            answer: rules.answer_limit_ms,
            alert: rules.answer_alert_ms,
            give_back: rules.give_back_ms,
        }
    }

    /// Puts them among a line's settings.
    pub fn apply(&self, settings: &mut LineSettings) {
        let set = |place: &mut i64, ms: Option<i64>| *place = ms.unwrap_or(*place);
        set(&mut settings.first_limit_ms, self.first);
        set(&mut settings.urgent_limit_ms, self.urgent);
        set(&mut settings.second_limit_ms, self.second);
        set(&mut settings.repeat_ms, self.repeat);
        set(&mut settings.answer_limit_ms, self.answer);
        set(&mut settings.answer_alert_ms, self.alert);
        set(&mut settings.give_back_ms, self.give_back);
    }

    /// Puts them among a main group's rules.
    pub fn apply_to_group(&self, rules: &mut GroupRules) {
        rules.first_limit_ms = self.first;
        rules.urgent_limit_ms = self.urgent;
        rules.second_limit_ms = self.second;
        rules.repeat_ms = self.repeat;
        rules.answer_limit_ms = self.answer;
        rules.answer_alert_ms = self.alert;
        rules.give_back_ms = self.give_back;
    }
}

/// All that the form asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted {
    waits: Waits,
    /// What only a main group has.
    ways: Option<Ways>,
}

impl Wanted {
    /// Puts it among a line's settings.
    pub fn apply(&self, settings: &mut LineSettings) {
        self.waits.apply(settings);
    }

    /// Puts it among a main group's rules.
    pub fn apply_to_group(&self, rules: &mut GroupRules) {
        self.waits.apply_to_group(rules);
        if let Some(ways) = self.ways {
            ways.apply(rules);
        }
    }
}

/// The page.
#[derive(Debug, Template)]
#[template(path = "panel/rules.html")]
#[allow(missing_docs, reason = "named as on the page")]
pub struct RulesPage {
    pub shell: Shell,
    pub line: i64,
    pub action: String,
    pub title: String,
    pub lead: String,
    pub first: Field,
    pub urgent: Field,
    pub second: Field,
    pub repeat: Field,
    pub answer: Field,
    pub alert: Field,
    pub give_back: Field,
    /// What only a main group has.
    pub own: Option<OwnFields>,
    pub form_banner: Option<Banner>,
    /// What holds where a field is left empty; nothing on the line's own page, where none may be.
    defaults: Option<Waits>,
}

impl RulesPage {
    /// The waits of a line.
    #[must_use]
    pub fn of_line(shell: Shell, line: i64, settings: &LineSettings) -> Self {
        let words = shell.words;
        let (title, lead) = (words.t("rules-line-title"), words.t("rules-line-lead"));
        let action = String::from("/ajustes/reglas");
        Self::new(shell, line, action, (title, lead), Waits::of_line(settings), None)
    }

    /// The waits of a main group.
    #[must_use]
    pub fn of_group(
        shell: Shell,
        line: i64,
        (group, name): (GroupId, &str),
        settings: &LineSettings,
    ) -> Self {
        let title = shell.words.with("rules-title", &[("group", FluentValue::from(name))]);
        let rules = settings.rules.group(group);
        let action = format!("/ajustes/grupos/{group}/reglas");
        let defaults = Some(Waits::of_line(settings));
        let own = OwnFields::new(shell.words, &rules, &settings.closing);
        let texts = (title, String::new());
        let page = Self::new(shell, line, action, texts, Waits::of_group(&rules), defaults);
        Self { own: Some(own), ..page }
    }

    fn new(
        shell: Shell,
        line: i64,
        action: String,
        (title, lead): (String, String),
        waits: Waits,
        defaults: Option<Waits>,
    ) -> Self {
        let words = shell.words;
        let line_has = defaults.unwrap_or_default();
        let field = |name: &'static str, key: &str, ms: Option<i64>, default: Option<i64>| {
            let mut hint = words.t(&format!("{key}-hint"));
            if let Some(default) = default {
                hint = [hint, left_empty(default, words)].join(" ");
            }
            let value = ms.map(|ms| minutes(ms).to_string()).unwrap_or_default();
            let field = Field::text(name, name, words.t(key)).hint(hint).mode("numeric");
            Field { most: 6, ..field.value(value) }
        };
        Self {
            line,
            action,
            title,
            lead,
            first: field("primero", "rules-first", waits.first, line_has.first),
            urgent: field("urgente", "rules-urgent", waits.urgent, line_has.urgent),
            second: field("segundo", "rules-second", waits.second, line_has.second),
            repeat: field("cada", "rules-repeat", waits.repeat, line_has.repeat),
            answer: field("respuesta", "rules-answer", waits.answer, line_has.answer),
            alert: field("supervision", "rules-answer-alert", waits.alert, line_has.alert),
            give_back: field("devolver", "rules-give-back", waits.give_back, line_has.give_back),
            own: None,
            form_banner: None,
            defaults,
            shell,
        }
    }

    /// Takes what was typed; nothing if any of it cannot be used: the page then says what.
    pub fn read(&mut self, fields: &Fields) -> Option<Wanted> {
        let (words, may_be_empty) = (self.shell.words, self.defaults.is_some());
        let read = |field: &mut Field, least: i64| {
            field.value = fields.get(field.name).chars().take(12).collect();
            let typed = field.value.trim().parse::<i64>().ok();
            let usable = typed.filter(|minutes| (least..=MOST).contains(minutes));
            let is_empty = field.value.is_empty() && may_be_empty;
            let values = [("least", FluentValue::from(least)), ("most", FluentValue::from(MOST))];
            field.error = (usable.is_none() && !is_empty)
                .then(|| words.with("rules-problem-number", &values));
            usable.map(|minutes| minutes * MINUTE_MS)
        };
        let waits = Waits {
            first: read(&mut self.first, 1),
            urgent: read(&mut self.urgent, 1),
            second: read(&mut self.second, 1),
            repeat: read(&mut self.repeat, REPEAT_LEAST),
            answer: read(&mut self.answer, 1),
            alert: read(&mut self.alert, 1),
            give_back: read(&mut self.give_back, 0),
        };
        // As they will hold, what the line says included.
        let line = self.defaults.unwrap_or_default();
        let more = |field: &mut Field, this: Option<i64>, than: Option<i64>, key: &str| {
            if let (None, Some(this), Some(than)) = (&field.error, this, than)
                && this <= than
            {
                let values = [("minutes", FluentValue::from(minutes(than)))];
                field.error = Some(words.with(key, &values));
            }
        };
        let (first, answer) = (waits.first.or(line.first), waits.answer.or(line.answer));
        more(&mut self.second, waits.second.or(line.second), first, "rules-problem-second");
        more(&mut self.alert, waits.alert.or(line.alert), answer, "rules-problem-alert");
        let give_back = waits.give_back.or(line.give_back).filter(|ms| *ms > 0);
        more(&mut self.give_back, give_back, answer, "rules-problem-alert");
        let ways = self.own.as_mut().map(|own| own.read(fields, words));
        let mut all = vec![
            &self.first,
            &self.urgent,
            &self.second,
            &self.repeat,
            &self.answer,
            &self.alert,
            &self.give_back,
        ];
        all.extend(self.own.iter().flat_map(|own| [&own.silence, &own.close]));
        self.form_banner = summary(&all, words);
        self.form_banner.is_none().then_some(Wanted { waits, ways: ways.flatten() })
    }
}

fn left_empty(default: i64, words: Words) -> String {
    if default == 0 {
        return words.t("rules-default-never");
    }
    words.with("rules-default", &[("minutes", FluentValue::from(minutes(default)))])
}

/// Whole minutes; what is shorter than one is shown as one.
fn minutes(ms: i64) -> i64 {
    if ms == 0 { 0 } else { (ms / MINUTE_MS).max(1) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::{LineId, Timestamp};
    use crate::domain::inbound::Connection;
    use crate::engine::{GatewayKind, LineInfo};
    use crate::gateway::Capabilities;
    use crate::web::panel::shell::Section;

    fn shell() -> Shell {
        let line = LineInfo {
            id: LineId(1),
            name: "Simulador".into(),
            gateway: GatewayKind::Simulator,
            active: true,
            connection: Connection::Connected,
            settings: LineSettings::default(),
            capabilities: Capabilities::ALL,
            qr: None,
        };
        Shell::bare(Section::Groups, &line, Timestamp(0))
    }

    fn typed(values: [&str; 7]) -> Fields {
        let names =
            ["primero", "urgente", "segundo", "cada", "respuesta", "supervision", "devolver"];
        let pairs = names.iter().zip(values);
        pairs.map(|(name, value)| ((*name).to_owned(), value.to_owned())).collect()
    }

    #[test]
    fn a_group_leaves_empty_what_is_as_on_the_line() {
        let settings = LineSettings::default();
        let mut page = RulesPage::of_group(shell(), 1, (GroupId(3), "Soporte"), &settings);
        assert!(page.first.hint.contains('5') && page.first.value.is_empty());
        let wanted = page.read(&typed(["7", "", "", "", "", "", "0"])).unwrap();
        let mut rules = GroupRules::default();
        wanted.apply_to_group(&mut rules);
        assert_eq!((rules.first_limit_ms, rules.give_back_ms), (Some(7 * MINUTE_MS), Some(0)));
        assert_eq!((rules.urgent_limit_ms, rules.second_limit_ms), (None, None));
        let html = page.render().unwrap();
        assert!(html.contains("Soporte"));
        for field in ["reaccion", "silencio", "cierre"] {
            assert!(html.contains(&format!("name=\"{field}\"")), "{field}");
        }
        let line = RulesPage::of_line(shell(), 1, &settings).render().unwrap();
        assert!(!line.contains("reaccion"), "that is each group's own");
    }

    #[test]
    fn what_is_wrong_about_a_groups_own_ways_keeps_the_form_from_being_taken() {
        let settings = LineSettings::default();
        let mut page = RulesPage::of_group(shell(), 1, (GroupId(3), "Soporte"), &settings);
        let mut pairs = vec![("reaccion".to_owned(), "si".to_owned())];
        pairs.push(("silencio".to_owned(), "mucho".to_owned()));
        assert_eq!(page.read(&pairs.into_iter().collect()), None);
        let banner = page.form_banner.as_ref().unwrap();
        assert_eq!(
            banner.fields.iter().map(|(id, _)| id.as_str()).collect::<Vec<_>>(),
            ["silencio"]
        );
        let html = page.render().unwrap();
        assert!(html.contains("value=\"mucho\"") && html.contains(" checked"), "it stays typed");
    }

    #[test]
    fn what_cannot_be_used_is_told_at_its_field() {
        let settings = LineSettings::default();
        let good = ["5", "2", "15", "30", "10", "20", "0"];
        let mut page = RulesPage::of_line(shell(), 1, &settings);
        let wanted = Wanted { waits: Waits::of_line(&settings), ways: None };
        assert_eq!(page.read(&typed(good)), Some(wanted));
        for (at, bad) in [
            (0, ""),
            (0, "0"),
            (1, "-3"),
            (2, "5"),
            (2, "dos"),
            (3, "1"),
            (4, "99999999999999999999"),
            (5, "10"),
            (6, "10"),
            (6, "<script>"),
        ] {
            let mut values = good;
            values[at] = bad;
            let mut page = RulesPage::of_line(shell(), 1, &settings);
            assert_eq!(page.read(&typed(values)), None, "{at}: {bad}");
            assert_eq!(page.form_banner.as_ref().unwrap().fields.len(), 1, "{at}: {bad}");
            assert!(!page.render().unwrap().contains("<script>"));
        }
    }
}
