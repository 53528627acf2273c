//! The rules as they are written, made fast to look up: words in a trie of letters, phrases in a trie of words.

use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasherDefault, Hasher};

use serde::Deserialize;
use toml::Spanned;

use super::reading::{self, Token};

const WEIGHTS: &str = include_str!("../../../templates/sentiment/weights.toml");
const FILES: [(&str, &str); 7] = [
    ("es.toml", include_str!("../../../templates/sentiment/es.toml")),
    ("es-families.toml", include_str!("../../../templates/sentiment/es-families.toml")),
    ("pt.toml", include_str!("../../../templates/sentiment/pt.toml")),
    ("pt-families.toml", include_str!("../../../templates/sentiment/pt-families.toml")),
    ("en.toml", include_str!("../../../templates/sentiment/en.toml")),
    ("en-families.toml", include_str!("../../../templates/sentiment/en-families.toml")),
    ("signs.toml", include_str!("../../../templates/sentiment/signs.toml")),
];

/// Words shorter than this are not mended: too many are one letter from another.
const MENDED_LEAST: usize = 7;
/// And longer ones are no words.
const MENDED_MOST: usize = 18;
/// Words that «..» may stand for.
const GAP_MOST: usize = 3;
/// Phrases that one line may stand for, by its classes and alternatives.
const WAYS_MOST: usize = 6_000;

/// A rule that cannot be used: where, and why.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}, line {line}: {why}")]
pub struct BadRule {
    /// The file.
    pub file: String,
    /// Its line, from 1.
    pub line: usize,
    /// What is wrong.
    pub why: String,
}

/// What kind of clue a phrase is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Kind {
    Insult,
    Threat,
    Fury,
    Outrage,
    Swearing,
    Sarcasm,
    Ignored,
    Complaint,
    Waiting,
    Blame,
    Demand,
    Impatience,
    Fault,
    Money,
    Delight,
    Praise,
    Liking,
    Solved,
    Warm,
    Gratitude,
    Thanks,
    Asking,
    Calm,
    Negation,
    Intensifier,
    Contrast,
}

/// From where on a message is angry or happy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    /// This and below.
    pub angry: i32,
    /// This and above.
    pub happy: i32,
}

/// What makes clues stronger or weaker, in percent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Factors {
    pub intensified: i32,
    pub shouted: i32,
    pub drawn_out: i32,
    pub exclaimed: i32,
    pub negated_good: i32,
    pub negated_bad: i32,
    pub again: i32,
    pub before_contrast: i32,
    pub after_contrast: i32,
    pub once_solved: i32,
    pub ironic: i32,
    pub irony_most: i32,
    pub polite_thanks: i32,
    pub asked_praise: i32,
    pub asked_threat: i32,
    pub asked_liking: i32,
    pub joyful_swearing: i32,
    pub mere_thanks: i32,
}

/// What counts without a word, in tenths of a point, and where it ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Points {
    pub shouting: i32,
    pub doubting: i32,
    pub insisting: i32,
    pub faults_most: i32,
    pub irony_from: i32,
}

/// How far words reach, in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Reach {
    pub negation: usize,
    pub intensifier: usize,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Weights {
    kinds: BTreeMap<Kind, i32>,
    limits: Limits,
    factors: Factors,
    points: Points,
    reach: Reach,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Language {
    #[serde(default)]
    spellings: BTreeMap<String, Spanned<String>>,
    #[serde(default)]
    numbers: Numbers,
    /// What «<name>» stands for in the file's phrases.
    #[serde(default)]
    classes: BTreeMap<String, Vec<Spanned<String>>>,
    phrases: BTreeMap<Kind, Vec<Spanned<String>>>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Numbers {
    words: Vec<Spanned<String>>,
}

/// What one word is known as: itself, and beginnings of words. 0 is none.
pub(super) type Known = [u32; 3];

/// A node of the trie of letters.
#[derive(Debug, Default)]
struct Letter {
    next: Vec<(u8, u32)>,
    word: u32,
    stem: u32,
}

/// A step of a phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Step {
    Word(u32),
    Number,
    Gap,
}

/// Rows of steps, any of which will do.
type Ways = Vec<Vec<Step>>;

/// A node of the trie of words, its steps in order.
#[derive(Debug, Default)]
struct Node {
    next: Vec<(Step, u32)>,
    kind: Option<Kind>,
    /// Nobody wrote it out.
    is_family: bool,
}

/// The rules, ready to be applied.
#[derive(Debug, Default)]
pub struct Lexicon {
    letters: Vec<Letter>,
    words: u32,
    /// What stands for another spelling, by its word.
    spelled: HashMap<u32, Vec<u32>, Fnv>,
    numbers: Vec<bool>,
    /// Long words, whole and with a letter left out (and which), for what is nearly one.
    near: HashMap<Box<[u8]>, (u32, Option<usize>), Fnv>,
    /// Those words, until they are indexed.
    long: Vec<(Box<[u8]>, u32)>,
    nodes: Vec<Node>,
    /// Where a step leads from a node, until all is read.
    paths: HashMap<(u32, Step), u32, Fnv>,
    /// The node after a first word, by word; 0 is none.
    firsts: Vec<u32>,
    first_number: u32,
    weights: [i32; KINDS],
    limits: Limits,
    pub(super) factors: Factors,
    pub(super) points: Points,
    pub(super) reach: Reach,
}

const KINDS: usize = Kind::Contrast as usize + 1;

/// A phrase that was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Found {
    /// Which phrase.
    pub node: u32,
    pub kind: Kind,
    /// The token behind its last one.
    pub end: usize,
}

impl Lexicon {
    /// The rules that are compiled in.
    ///
    /// # Errors
    /// [`BadRule`] names the first that cannot be used.
    pub fn built_in() -> Result<Self, BadRule> {
        Self::read(WEIGHTS, &FILES)
    }

    /// Reads rules: the weights, and files of phrases by name.
    ///
    /// # Errors
    /// [`BadRule`] names the first that cannot be used.
    pub fn read(weights: &str, files: &[(&str, &str)]) -> Result<Self, BadRule> {
        let Weights { kinds, limits, factors, points, reach } = parse("weights.toml", weights)?;
        let mut rules = Self {
            letters: vec![Letter::default()],
            numbers: vec![false],
            nodes: vec![Node::default()],
            limits,
            factors,
            points,
            reach,
            ..Self::default()
        };
        for (kind, weight) in &kinds {
            rules.weights[*kind as usize] = *weight;
        }
        if kinds.len() < KINDS {
            let why = String::from("[kinds] does not name them all");
            return Err(BadRule { file: "weights.toml".into(), line: 1, why });
        }
        if limits.angry >= 0 || limits.happy <= 0 {
            let why = String::from("[limits] angry has to be below zero, happy above");
            return Err(BadRule { file: "weights.toml".into(), line: 1, why });
        }
        for (file, text) in files {
            let language: Language = parse(file, text)?;
            rules.take(file, text, &language)?;
        }
        let size = rules.words as usize + 1;
        rules.numbers.resize(size, false);
        rules.index();
        Ok(rules)
    }

    fn take(&mut self, file: &str, text: &str, language: &Language) -> Result<(), BadRule> {
        let bad = |at: &Spanned<String>, why: String| BadRule {
            file: file.to_owned(),
            line: line_of(text, at.span().start),
            why,
        };
        for word in &language.numbers.words {
            let why = || bad(word, format!("«{}» is not one word", word.as_ref()));
            let folded = only(reading::words(word.as_ref())).ok_or_else(why)?;
            let id = self.word(&folded, false) as usize;
            self.numbers.resize(self.numbers.len().max(id + 1), false);
            self.numbers[id] = true;
        }
        for (short, long) in &language.spellings {
            let why = || bad(long, format!("the spelling «{short}» is not one word"));
            let folded = only(reading::words(short)).ok_or_else(why)?;
            let ids: Vec<u32> =
                reading::words(long.as_ref()).iter().map(|word| self.word(word, false)).collect();
            if ids.is_empty() {
                return Err(bad(long, format!("the spelling «{short}» stands for nothing")));
            }
            let id = self.word(&folded, false);
            if ids != [id] {
                self.spelled.insert(id, ids);
            }
        }
        let mut classes: BTreeMap<&str, Ways> = BTreeMap::new();
        for (name, members) in &language.classes {
            let mut class = Ways::new();
            for member in members {
                // What is in a class is written out: no class is part of another.
                let ways = self.ways(&BTreeMap::new(), member.as_ref());
                class.extend(ways.map_err(|why| bad(member, why))?);
            }
            classes.insert(name, class);
        }
        for (kind, phrases) in &language.phrases {
            for phrase in phrases {
                let ways = self.ways(&classes, phrase.as_ref()).map_err(|why| bad(phrase, why))?;
                let is_family = ways.len() > 1;
                for steps in ways {
                    let taken = self.phrase(*kind, phrase.as_ref(), &steps, is_family);
                    taken.map_err(|why| bad(phrase, why))?;
                }
            }
        }
        Ok(())
    }

    /// All that a phrase stands for.
    fn ways(&mut self, classes: &BTreeMap<&str, Ways>, phrase: &str) -> Result<Ways, String> {
        let mut ways = vec![Vec::new()];
        for part in phrase.split_whitespace() {
            let needed = part.strip_suffix('?');
            let mut choices = if needed.is_some() { vec![Vec::new()] } else { Ways::new() };
            for choice in needed.unwrap_or(part).split('|') {
                let name = choice.strip_prefix('<').and_then(|name| name.strip_suffix('>'));
                match name {
                    Some(name) => {
                        let why = || format!("«<{name}>» in «{phrase}» is no class of this file");
                        choices.extend_from_slice(classes.get(name).ok_or_else(why)?);
                    }
                    None => choices.push(self.steps(choice, phrase)?),
                }
            }
            if ways.len() * choices.len() > WAYS_MOST {
                return Err(format!("«{phrase}» stands for more than {WAYS_MOST} phrases"));
            }
            let longer = ways.iter().flat_map(|way: &Vec<Step>| {
                choices.iter().map(|choice| [way.as_slice(), choice].concat())
            });
            ways = longer.collect();
        }
        Ok(ways)
    }

    /// The steps of what stands between two spaces or bars.
    fn steps(&mut self, part: &str, phrase: &str) -> Result<Vec<Step>, String> {
        match part {
            "#" => return Ok(vec![Step::Number]),
            ".." => return Ok(vec![Step::Gap]),
            _ => {}
        }
        let stem = part.strip_suffix('*');
        let words = reading::words(stem.unwrap_or(part));
        if words.is_empty() || (stem.is_some() && words.len() > 1) {
            return Err(format!("«{part}» in «{phrase}» is not a word"));
        }
        let is_stem = stem.is_some();
        if is_stem && words.iter().any(|word| word.len() < 3) {
            return Err(format!("«{part}» begins too many words"));
        }
        Ok(words.iter().map(|word| Step::Word(self.word(word, is_stem))).collect())
    }

    /// One phrase more. What is written out counts more than what a family stands for, and of two families the first.
    fn phrase(
        &mut self,
        kind: Kind,
        phrase: &str,
        steps: &[Step],
        is_family: bool,
    ) -> Result<(), String> {
        match (steps.first(), steps.last()) {
            (None, _) | (_, None) => return Err(String::from("an empty phrase")),
            (Some(Step::Gap), _) | (_, Some(Step::Gap)) => {
                return Err(format!("«{phrase}» begins or ends with a gap"));
            }
            (Some(Step::Word(_) | Step::Number), Some(Step::Word(_) | Step::Number)) => {}
        }
        let mut at = 0_u32;
        for step in steps {
            at = match self.paths.get(&(at, *step)) {
                Some(next) => *next,
                None => {
                    let next = number(self.nodes.len());
                    self.nodes.push(Node::default());
                    self.nodes[at as usize].next.push((*step, next));
                    self.paths.insert((at, *step), next);
                    next
                }
            };
        }
        let node = &mut self.nodes[at as usize];
        match node.kind {
            Some(other) if other != kind && !is_family && !node.is_family => {
                Err(format!("«{phrase}» is {other:?} already, and {kind:?} here"))
            }
            Some(_) if is_family => Ok(()),
            Some(_) | None => {
                (node.kind, node.is_family) = (Some(kind), is_family);
                Ok(())
            }
        }
    }

    /// The number of a word, or of the words that begin so.
    fn word(&mut self, folded: &str, is_stem: bool) -> u32 {
        let mut at = 0_usize;
        for byte in folded.bytes() {
            let known = self.letters[at].next.iter().find(|(known, _)| *known == byte);
            at = match known {
                Some((_, next)) => *next as usize,
                None => {
                    let next = self.letters.len();
                    self.letters.push(Letter::default());
                    self.letters[at].next.push((byte, number(next)));
                    next
                }
            };
        }
        let letter = &mut self.letters[at];
        let place = if is_stem { &mut letter.stem } else { &mut letter.word };
        if *place == 0 {
            self.words += 1;
            *place = self.words;
            if (MENDED_LEAST..=MENDED_MOST).contains(&folded.len()) && folded.is_ascii() {
                self.long.push((folded.as_bytes().into(), *place));
            }
        }
        *place
    }

    /// Once all is read: where phrases begin, and what is nearly a word.
    fn index(&mut self) {
        self.firsts = vec![0; self.words as usize + 1];
        let root = std::mem::take(&mut self.nodes[0].next);
        for (step, next) in root {
            match step {
                Step::Word(word) => self.firsts[word as usize] = next,
                Step::Number => self.first_number = next,
                Step::Gap => {}
            }
        }
        for node in &mut self.nodes {
            node.next.sort_unstable();
            node.next.shrink_to_fit();
        }
        self.paths = HashMap::default();
        let long = std::mem::take(&mut self.long);
        for (word, id) in &long {
            self.near.insert(word.clone(), (*id, None));
        }
        for (word, id) in long {
            // The first letter is seldom the wrong one, and often tells words apart.
            for left_out in 1..word.len() {
                let mut shorter = word.to_vec();
                shorter.remove(left_out);
                self.near.entry(shorter.into()).or_insert((id, Some(left_out)));
            }
        }
    }

    /// What a word is known as, as it is folded.
    pub(super) fn look_up(&self, folded: &str) -> Known {
        let (mut known, mut stems) = ([0; 3], 1);
        let mut at = 0_usize;
        for byte in folded.bytes() {
            let Some(letter) = self.letters.get(at) else { return known };
            if letter.stem != 0 {
                // The longest beginnings say most.
                known[stems] = letter.stem;
                stems = 3 - stems;
            }
            let Some((_, next)) = letter.next.iter().find(|(known, _)| *known == byte) else {
                return known;
            };
            at = *next as usize;
        }
        if let Some(letter) = self.letters.get(at) {
            known[0] = letter.word;
            if letter.stem != 0 {
                known[stems] = letter.stem;
            }
        }
        known
    }

    /// The word that one which is not known is nearly: a letter too many, too few, another one, or two that changed
    /// places.
    pub(super) fn mend(&self, folded: &str) -> u32 {
        if !(MENDED_LEAST..=MENDED_MOST).contains(&folded.len()) || !folded.is_ascii() {
            return 0;
        }
        let bytes = folded.as_bytes();
        if let Some((id, _)) = self.near.get(bytes) {
            return *id;
        }
        let mut shorter = [0; MENDED_MOST];
        let most = bytes.len() - 1;
        for left_out in 1..bytes.len() {
            shorter[..left_out].copy_from_slice(&bytes[..left_out]);
            shorter[left_out..most].copy_from_slice(&bytes[left_out + 1..]);
            if let Some((id, missing)) = self.near.get(&shorter[..most])
                && missing.is_none_or(|missing| missing.abs_diff(left_out) <= 1)
            {
                return *id;
            }
        }
        0
    }

    /// The words that a spelling stands for; nothing where it stands for itself.
    pub(super) fn spelled(&self, word: u32) -> &[u32] {
        if word == 0 { &[] } else { self.spelled.get(&word).map_or(&[], Vec::as_slice) }
    }

    /// Whether a word is a number.
    pub(super) fn is_number(&self, word: u32) -> bool {
        self.numbers.get(word as usize).copied().unwrap_or_default()
    }

    /// What a clue of a kind counts.
    pub(super) fn weight(&self, kind: Kind) -> i32 {
        self.weights[kind as usize]
    }

    /// From where on a message is angry or happy.
    #[must_use]
    pub fn limits(&self) -> Limits {
        self.limits
    }

    /// The longest phrase that begins at a token.
    pub(super) fn phrase_at(&self, tokens: &[Token], at: usize) -> Option<Found> {
        let token = tokens.get(at)?;
        let mut best = None;
        for word in token.known.into_iter().filter(|word| *word != 0) {
            let node = self.firsts.get(word as usize).copied().unwrap_or_default();
            if node != 0 {
                self.follow(tokens, at + 1, node, &mut best);
            }
        }
        if token.is_number && self.first_number != 0 {
            self.follow(tokens, at + 1, self.first_number, &mut best);
        }
        best
    }

    fn follow(&self, tokens: &[Token], at: usize, node: u32, best: &mut Option<Found>) {
        let Some(here) = self.nodes.get(node as usize) else { return };
        if let Some(kind) = here.kind
            && best.is_none_or(|best| at > best.end)
        {
            *best = Some(Found { node, kind, end: at });
        }
        self.follow_words(tokens, at, here, best);
        let Some(next) = here.after(Step::Gap).and_then(|next| self.nodes.get(next as usize))
        else {
            return;
        };
        for skipped in 0..=GAP_MOST {
            // A phrase does not go on beyond a full stop.
            let passed = tokens.get(at..at + skipped);
            if passed.is_none_or(|passed| passed.iter().any(|token| token.stops)) {
                break;
            }
            // No gap follows a gap at once.
            self.follow_words(tokens, at + skipped, next, best);
        }
    }

    /// The steps that take one word.
    fn follow_words(&self, tokens: &[Token], at: usize, node: &Node, best: &mut Option<Found>) {
        let Some(token) = tokens.get(at).filter(|token| !token.stops) else { return };
        let words = token.known.into_iter().filter(|word| *word != 0).map(Step::Word);
        for step in words.chain(token.is_number.then_some(Step::Number)) {
            if let Some(next) = node.after(step) {
                self.follow(tokens, at + 1, next, best);
            }
        }
    }
}

impl Node {
    /// The node after a step.
    fn after(&self, step: Step) -> Option<u32> {
        let place = self.next.binary_search_by_key(&step, |(step, _)| *step).ok()?;
        self.next.get(place).map(|(_, next)| *next)
    }
}

fn parse<'a, T: Deserialize<'a>>(file: &str, text: &'a str) -> Result<T, BadRule> {
    toml::from_str(text).map_err(|error| BadRule {
        file: file.to_owned(),
        line: line_of(text, error.span().map_or(0, |span| span.start)),
        why: error.message().to_owned(),
    })
}

fn only(mut words: Vec<String>) -> Option<String> {
    words.pop().filter(|_| words.is_empty())
}

fn line_of(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1
}

/// There are a few thousand of either.
fn number(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}

/// FNV-1a: the keys are ours and short, and nobody can choose what is in the table.
#[derive(Debug, Clone, Copy)]
struct FnvHasher(u64);

type Fnv = BuildHasherDefault<FnvHasher>;

impl Default for FnvHasher {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for FnvHasher {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "[spellings]\nq = \"que\"\n[numbers]\nwords = [\"dos\"]\n[phrases]\n";

    fn read(phrases: &str) -> Result<Lexicon, BadRule> {
        let text = format!("{FILE}{phrases}");
        Lexicon::read(WEIGHTS, &[("es.toml", &text)])
    }

    #[test]
    fn a_bad_rule_is_named_with_its_line_and_the_reason() {
        for (phrases, line, why) in [
            ("insult = [\n  \"ladron\",\n  \"!!\",\n]", 8, "«!!» in «!!» is not a word"),
            ("insult = [\"ab*\"]", 6, "«ab*» begins too many words"),
            ("insult = [\".. malo\"]", 6, "«.. malo» begins or ends with a gap"),
            ("insult = [\" \"]", 6, "an empty phrase"),
            ("insult = [\"a?\"]", 6, "an empty phrase"),
            ("insult = [\"a? .. b\"]", 6, "«a? .. b» begins or ends with a gap"),
            ("insult = [\"a|!\"]", 6, "«!» in «a|!» is not a word"),
            ("insult = [\"a <b>\"]", 6, "«<b>» in «a <b>» is no class of this file"),
            (
                "insult = [\"a|b|c|d a|b|c|d a|b|c|d a|b|c|d a|b|c|d a|b|c|d a|b|c|d\"]",
                6,
                "«a|b|c|d a|b|c|d a|b|c|d a|b|c|d a|b|c|d a|b|c|d a|b|c|d» stands for more than 6000 \
                 phrases",
            ),
            (
                "insult = [\"a\"]\npraise = [\"b\",\n \"a\"]",
                8,
                "«a» is Insult already, and Praise here",
            ),
        ] {
            let bad = read(phrases).unwrap_err();
            assert_eq!((bad.line, bad.why.as_str()), (line, why));
        }
        let class = format!("[classes]\nplace = [\"a\", \"!\"]\n{FILE}");
        let bad = Lexicon::read(WEIGHTS, &[("es.toml", &class)]).unwrap_err();
        assert_eq!((bad.line, bad.why.as_str()), (2, "«!» in «!» is not a word"));
        let bad = read("insult = [").unwrap_err();
        assert_eq!((bad.file.as_str(), bad.line), ("es.toml", 6));
        assert!(read("rage = [\"a\"]").unwrap_err().why.contains("rage"));
        assert!(Lexicon::read("[kinds]", &[]).is_err());
    }

    #[test]
    fn the_longest_phrase_is_found_over_gaps_numbers_and_beginnings() {
        let rules = read("insult = [\"nadie\", \"nadie .. respond*\", \"hace # dia*\"]").unwrap();
        let found = |text: &str| {
            let read = reading::read(&rules, text);
            rules.phrase_at(&read.tokens, 0).map(|found| found.end)
        };
        assert_eq!(found("nadie me ha respondido"), Some(4));
        assert_eq!(found("nadie. Me han respondido"), Some(1));
        assert_eq!(found("nadie de todos los de ahí respondió"), Some(1));
        assert_eq!(found("hace 3 días"), Some(3));
        assert_eq!(found("hace dos dias"), Some(3));
        assert_eq!(found("hace tres dias"), None);
    }

    #[test]
    fn classes_alternatives_and_words_that_may_be_missing_stand_for_many_phrases() {
        let classes = "[classes]\ntime = [\"dia*\", \"fin de semana\"]\n";
        let phrases = "waiting = [\"hace|llevo mas? # <time>\"]";
        let text = format!("{classes}{FILE}{phrases}");
        let rules = Lexicon::read(WEIGHTS, &[("es.toml", &text)]).unwrap();
        let found = |text: &str| {
            let read = reading::read(&rules, text);
            rules.phrase_at(&read.tokens, 0).map(|found| found.end)
        };
        assert_eq!(found("hace 3 días"), Some(3));
        assert_eq!(found("llevo más dos fin de semana"), Some(6));
        assert_eq!(found("llevo mas dias"), None);
        assert_eq!(found("tengo 3 dias"), None);
    }
}
