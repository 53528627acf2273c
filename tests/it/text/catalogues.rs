//! The catalogues: complete, readable, and no text without a reader.

use std::collections::BTreeSet;
use std::path::Path;

use fluent_bundle::FluentResource;
use relevo::domain::settings::Language;
use relevo::text::Catalogue;
use relevo::text::catalogue::{FILES, FluentValue, sources};

use super::examples::LANGUAGES;

#[test]
fn every_text_is_there_in_three_languages_with_the_same_values() {
    for (n, file) in FILES.iter().enumerate() {
        let spanish = texts(sources(Language::Es)[n]);
        for (language, name) in LANGUAGES {
            let other = texts(sources(language)[n]);
            let keys = |all: &[(String, BTreeSet<String>)]| {
                all.iter().map(|(key, _)| key.clone()).collect::<Vec<_>>()
            };
            assert_eq!(
                keys(&other),
                keys(&spanish),
                "{file}.ftl: keys of {name} beside those of es"
            );
            assert_eq!(other, spanish, "{file}.ftl: values used in {name} beside those in es");
        }
    }
}

#[test]
fn no_key_is_in_two_files() {
    let all: Vec<String> =
        sources(Language::Es).into_iter().flat_map(texts).map(|(key, _)| key).collect();
    let once: BTreeSet<&String> = all.iter().collect();
    assert_eq!(once.len(), all.len());
}

#[test]
fn every_text_of_chats_and_errors_is_used() {
    let mut code = String::new();
    read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut code);
    let (chat, errors) = (sources(Language::Es)[0], sources(Language::Es)[1]);
    let unused: Vec<String> = texts(chat)
        .into_iter()
        .chain(texts(errors))
        .map(|(key, _)| key)
        .filter(|key| !code.contains(&format!("\"{key}\"")))
        .collect();
    assert!(unused.is_empty(), "{unused:?}");
}

#[test]
fn a_missing_key_is_said_as_itself() {
    for (language, _) in LANGUAGES {
        let catalogue = Catalogue::of(language);
        assert!(!catalogue.has("no-such-text"));
        assert_eq!(catalogue.text("no-such-text"), "no-such-text");
        assert_eq!(catalogue.text("not a key\n"), "not a key\n");
    }
}

#[test]
fn values_are_taken_as_they_are() {
    let spanish = Catalogue::of(Language::Es);
    let hostile = FluentValue::from("{ $ticket } { no-case }");
    assert_eq!(spanish.with("ago", &[("length", hostile)]), "hace { $ticket } { no-case }");
    let many = FluentValue::from(1_234_567_u32);
    assert_eq!(spanish.with("cases-before", &[("count", many)]), "1234567 casos antes");
}

/// The keys of a file in order, each with the values its text uses.
fn texts(source: &str) -> Vec<(String, BTreeSet<String>)> {
    FluentResource::try_new(source.to_owned()).unwrap_or_else(|(_, faults)| panic!("{faults:?}"));
    let mut all: Vec<(String, BTreeSet<String>)> = Vec::new();
    for line in source.lines().filter(|line| !line.starts_with('#')) {
        let starts = line.chars().next().is_some_and(char::is_alphabetic);
        if let (true, Some((key, _))) = (starts, line.split_once(" =")) {
            all.push((key.to_owned(), BTreeSet::new()));
        }
        let named = line.split('$').skip(1).map(|rest| {
            rest.chars().take_while(|c| c.is_alphanumeric() || *c == '-').collect::<String>()
        });
        if let Some((_, values)) = all.last_mut() {
            values.extend(named);
        }
    }
    all
}

fn read(folder: &Path, code: &mut String) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            read(&path, code);
        } else if path.extension().is_some_and(|ext| ext == "rs") {
            code.push_str(&std::fs::read_to_string(&path).unwrap());
        }
    }
}
