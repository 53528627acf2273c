//! The form of weekly hours, holidays and a time zone: of the company, a main group or an agent.

use jiff::civil::Date;

use super::fields::{Field, summary};
use super::hours_text;
use crate::domain::calendar::{Calendar, HOLIDAYS_MOST, Holiday, Schedule, Week};
use crate::text::ahead::{DAYS, ahead, is_today};
use crate::text::plain::is_hidden;
use crate::web::flash::Banner;
use crate::web::form::Fields;
use crate::web::when::When;
use crate::web::words::Words;

/// The names of the days' fields, Monday first.
const FIELDS: [&str; 7] =
    ["lunes", "martes", "miercoles", "jueves", "viernes", "sabado", "domingo"];
/// Characters of a holiday's name.
const NAME_MOST: usize = 60;
/// Characters of a day's hours.
const HOURS_MOST: u16 = 80;

/// A holiday in the list: what the form sends to keep it, and how it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "as in the template")]
pub struct HolidayLine {
    pub value: String,
    pub text: String,
}

/// The form.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "as in the template")]
pub struct ScheduleForm {
    /// What an empty day and an empty week mean.
    pub hint: String,
    pub days: Vec<Field>,
    pub holidays: Vec<HolidayLine>,
    pub date: Field,
    pub name: Field,
    pub yearly: bool,
    pub zone: Field,
    pub banner: Option<Banner>,
}

impl ScheduleForm {
    /// Hours as they are set.
    #[must_use]
    pub fn new(schedule: &Schedule, when: &When) -> Self {
        let words = when.words();
        let days = FIELDS.iter().zip(DAYS).zip(&schedule.week.0).map(|((name, key), spans)| {
            let label = capital(&words.t(key));
            Field {
                most: HOURS_MOST,
                ..Field::text(name, name, label).value(hours_text::show(spans))
            }
        });
        let zone = Field { most: 64, ..Field::text("zona", "zona", words.t("hours-zone")) };
        let name = Field::text("feriado-nombre", "feriado-nombre", words.t("hours-holiday-name"));
        Self {
            hint: words.t("hours-week-how"),
            days: days.collect(),
            holidays: listed(&schedule.holidays, when),
            date: Field::text("fecha", "fecha", words.t("hours-holiday-date")).kind("date"),
            name: Field { most: 60, ..name },
            yearly: false,
            zone: zone
                .hint(words.t("hours-zone-how"))
                .value(schedule.zone.clone().unwrap_or_default()),
            banner: None,
        }
    }

    /// Takes what was typed; nothing if any of it cannot be used: the form then says what.
    pub fn read(&mut self, fields: &Fields, when: &When) -> Option<Schedule> {
        let words = when.words();
        self.take(fields);
        let mut week = Week::default();
        for (field, day) in self.days.iter_mut().zip(week.0.iter_mut()) {
            match hours_text::read(&field.value) {
                Ok(spans) => *day = spans,
                Err(fault) => field.error = Some(words.t(fault)),
            }
        }
        for day in hours_text::overlaps(&week) {
            if let Some(field) = self.days.get_mut(day) {
                field.error.get_or_insert_with(|| words.t("hours-overlap"));
            }
        }
        let mut holidays: Vec<Holiday> =
            fields.all("feriado").filter_map(kept).take(HOLIDAYS_MOST).collect();
        self.yearly = fields.has("cada-ano");
        if !self.date.value.is_empty() || !self.name.value.is_empty() {
            match self.added(words) {
                Some(holiday) if !holidays.contains(&holiday) => holidays.push(holiday),
                Some(_) | None => {}
            }
        }
        if holidays.len() > HOLIDAYS_MOST {
            self.date.error = Some(words.t("hours-holidays-full"));
        }
        holidays.sort_by_key(|holiday| holiday.date);
        let zone = super::general::zone(&self.zone.value);
        if !self.zone.value.is_empty() && zone.is_none() {
            self.zone.error = Some(words.t("general-zone-odd"));
        }
        let all = self.days.iter().chain([&self.date, &self.name, &self.zone]);
        self.banner = summary(&all.collect::<Vec<_>>(), words);
        if self.banner.is_some() {
            self.holidays =
                listed(&fields.all("feriado").filter_map(kept).collect::<Vec<_>>(), when);
            return None;
        }
        Some(Schedule { week, holidays, zone })
    }

    /// Monday's hours for other days too; nothing is kept yet.
    pub fn copy(&mut self, fields: &Fields, when: &When) {
        self.take(fields);
        let days = match fields.get("accion") {
            "copiar-todos" => 7,
            _ => 5,
        };
        let monday = self.days.first().map(|day| day.value.clone()).unwrap_or_default();
        for day in self.days.iter_mut().take(days) {
            day.value.clone_from(&monday);
        }
        self.yearly = fields.has("cada-ano");
        self.holidays = listed(&fields.all("feriado").filter_map(kept).collect::<Vec<_>>(), when);
    }

    fn take(&mut self, fields: &Fields) {
        let others = [&mut self.date, &mut self.name, &mut self.zone];
        for field in self.days.iter_mut().chain(others) {
            field.value =
                fields.get(field.name).chars().take(usize::from(field.most).max(10)).collect();
        }
    }

    /// The holiday that is to be added.
    fn added(&mut self, words: Words) -> Option<Holiday> {
        let name = &self.name.value;
        if name.chars().any(|c| c.is_control() || is_hidden(c) || c == '|') {
            self.name.error = Some(words.t("hours-holiday-odd"));
        }
        let date = self.date.value.parse::<Date>().ok().filter(|date| date.year() >= 2000);
        if date.is_none() {
            self.date.error = Some(words.t("hours-holiday-no-date"));
        }
        let name = name.chars().take(NAME_MOST).collect();
        date.filter(|_| self.name.error.is_none()).map(|date| Holiday {
            date,
            yearly: self.yearly,
            name,
        })
    }
}

/// What a shift means now, and whether it is on.
#[must_use]
pub fn state(shift: &Calendar, zone: &str, when: &When) -> (bool, String) {
    let (now, words) = (when.now(), when.words());
    let tone = crate::text::Tone::new(words.0, zone, now);
    match (shift.is_open(now), shift.is_always()) {
        (true, true) => (true, words.t("hours-now-always")),
        (true, false) => match shift.next_change(now) {
            Some(ends) if is_today(ends, &tone) => {
                (true, words.name("hours-now-open-today", &when.clock(ends)))
            }
            Some(ends) => (true, words.name("hours-now-open", &ahead(ends, &tone))),
            None => (true, words.t("hours-now-always")),
        },
        (false, _) => match shift.next_open(now) {
            Some(opens) => (false, words.name("hours-now-closed", &ahead(opens, &tone))),
            None => (false, words.t("hours-now-never")),
        },
    }
}

fn listed(holidays: &[Holiday], when: &When) -> Vec<HolidayLine> {
    let words = when.words();
    let line = |holiday: &Holiday| {
        let text = match holiday.yearly {
            true => words.name("hours-holiday-yearly", &when.date(this_year(holiday.date, when))),
            false => words.name("hours-holiday-once", &when.date(holiday.date)),
        };
        let named =
            if holiday.name.is_empty() { text } else { format!("{text} · {}", holiday.name) };
        let yearly = u8::from(holiday.yearly);
        HolidayLine { value: format!("{}|{yearly}|{}", holiday.date, holiday.name), text: named }
    };
    holidays.iter().map(line).collect()
}

/// The same day of this year, so that it is said without a year; as it is, where there is none.
fn this_year(date: Date, when: &When) -> Date {
    let now = jiff::Timestamp::from_millisecond(when.now().0).unwrap_or_default();
    let year = now.to_zoned(jiff::tz::TimeZone::UTC).year();
    date.with().year(year).build().unwrap_or(date)
}

/// A holiday that was in the list.
fn kept(value: &str) -> Option<Holiday> {
    let mut parts = value.splitn(3, '|');
    let date = parts.next()?.parse().ok()?;
    let yearly = parts.next()? == "1";
    let name: String = parts.next()?.chars().take(NAME_MOST).collect();
    let readable = !name.chars().any(|c| c.is_control() || is_hidden(c));
    readable.then_some(Holiday { date, yearly, name })
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::Timestamp;

    fn form(schedule: &Schedule) -> (ScheduleForm, When) {
        let when = When::new(Words::default(), "UTC", Timestamp(1_795_392_000_000));
        (ScheduleForm::new(schedule, &when), when)
    }

    fn typed(pairs: &[(&str, &str)]) -> Fields {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn hours_and_holidays_are_taken_and_shown_again() {
        let (mut first, when) = form(&Schedule::default());
        let fields = typed(&[
            ("lunes", "9 a 13, 16 a 20"),
            ("sabado", "22-6"),
            ("feriado", "2026-12-25|1|Navidad"),
            ("fecha", "2027-03-24"),
            ("feriado-nombre", "Memoria"),
            ("zona", "america/lima"),
        ]);
        let schedule = first.read(&fields, &when).unwrap();
        assert_eq!(schedule.week.0[0].len(), 2);
        assert_eq!(schedule.zone.as_deref(), Some("America/Lima"));
        let names: Vec<&str> = schedule.holidays.iter().map(|day| day.name.as_str()).collect();
        assert_eq!(names, ["Navidad", "Memoria"]);
        let (again, _) = form(&schedule);
        assert_eq!(again.days[0].value, "9:00–13:00, 16:00–20:00");
        assert_eq!(again.holidays[0].value, "2026-12-25|1|Navidad");
        assert!(again.holidays[1].text.contains("2027"), "{}", again.holidays[1].text);
    }

    #[test]
    fn what_cannot_be_used_is_told_at_its_field_and_kept_as_typed() {
        let (mut form, when) = form(&Schedule::default());
        let fields = typed(&[
            ("lunes", "9-9"),
            ("martes", "9-13, 12-20"),
            ("feriado-nombre", "Sin fecha"),
            ("zona", "Marte/Olimpo"),
            ("feriado", "basura"),
            ("feriado", "2026-12-25|1|Navidad"),
        ]);
        assert_eq!(form.read(&fields, &when), None);
        let wrong: Vec<String> =
            form.banner.unwrap().fields.into_iter().map(|(id, _)| id).collect();
        assert_eq!(wrong, ["lunes", "martes", "fecha", "zona"]);
        assert_eq!(form.days[0].value, "9-9");
        assert_eq!(form.holidays.len(), 1);
    }

    #[test]
    fn monday_is_copied_to_the_working_days_or_to_all() {
        let (mut form, when) = form(&Schedule::default());
        let fields = typed(&[("lunes", "9-18"), ("sabado", "10-12"), ("accion", "copiar")]);
        form.copy(&fields, &when);
        let values: Vec<&str> = form.days.iter().map(|day| day.value.as_str()).collect();
        assert_eq!(values, ["9-18", "9-18", "9-18", "9-18", "9-18", "10-12", ""]);
    }
}
