//! How the clues of one text add up.

use super::lexicon::{Found, Kind, Lexicon};
use super::reading::{self, Reading, Token};
use super::{Clue, Judgement};

/// The furthest that a text can go, in tenths of a point.
pub(super) const SCORE_MOST: i32 = 400;
/// Words of a message that is hardly more than thanks.
const FEW_WORDS: usize = 7;
/// Words in capitals from which on a message is shouted.
const SHOUTED_LEAST: usize = 4;

/// A phrase that counts.
#[derive(Debug, Clone, Copy)]
struct Weighed {
    kind: Kind,
    points: i32,
    start: usize,
    end: usize,
}

/// The score of a text, with the words that decided.
pub(super) fn weigh(rules: &Lexicon, text: &str) -> Judgement {
    let reading = reading::read(rules, text);
    let (score, weighed) = add_up(rules, &reading);
    let clues = weighed.into_iter().filter(|clue| clue.points != 0).filter_map(|clue| {
        let words = text.get(clue.start..clue.end)?.to_owned();
        Some(Clue { words, points: clue.points })
    });
    Judgement { score, clues: clues.collect() }
}

/// The score of a text.
pub(super) fn score(rules: &Lexicon, text: &str) -> i32 {
    add_up(rules, &reading::read(rules, text)).0
}

fn add_up(rules: &Lexicon, reading: &Reading) -> (i32, Vec<Weighed>) {
    let mut clues = gather(rules, &reading.tokens);
    let has = |clues: &[Weighed], kind| clues.iter().any(|clue: &Weighed| clue.kind == kind);
    let is_request = is_request(reading, &clues);
    if is_request && !has(&clues, Kind::Thanks) && !clues.iter().any(is_praise) {
        // «Did it arrive?»
        clues.iter_mut().filter(|clue| clue.kind == Kind::Solved).for_each(|clue| clue.points = 0);
    }
    let is_solved = clues.iter().any(|clue| clue.kind == Kind::Solved && clue.points > 0);
    if is_solved {
        for clue in clues.iter_mut().filter(|clue| clue.points < 0) {
            clue.points = percent(clue.points, rules.factors.once_solved);
        }
    }
    excuse(rules, &mut clues);
    if is_request {
        ask(rules, reading, &mut clues);
    }
    turn_round_irony(rules, &mut clues, is_solved);
    contrast(rules, &mut clues);
    weigh_thanks(rules, reading, &mut clues);
    let faults: i32 = clues.iter().filter(|clue| clue.kind == Kind::Fault).map(|c| c.points).sum();
    let mut score: i32 = clues.iter().map(|clue| clue.points).sum();
    score += (rules.points.faults_most - faults).max(0);
    score += i32::from(reading.insists() > 0) * rules.points.insisting;
    let is_shouted = reading.loud >= SHOUTED_LEAST && reading.loud * 4 > reading.words * 3;
    if is_shouted && score <= 0 {
        score += rules.points.shouting;
    }
    // Somebody who asks twice in one breath, and does not say thanks for anything.
    if score < 0 || (clues.is_empty() && reading.words > 0) || has(&clues, Kind::Impatience) {
        let doubts = i32::try_from(reading.doubts.min(2)).unwrap_or_default();
        score += doubts * rules.points.doubting;
    }
    if reading.exclaims > 1 {
        score = percent(score, rules.factors.exclaimed);
    }
    (score.clamp(-SCORE_MOST, SCORE_MOST), clues)
}

/// The clues in order, each with what its own words and neighbours make of it.
fn gather(rules: &Lexicon, tokens: &[Token]) -> Vec<Weighed> {
    let mut clues: Vec<Weighed> = Vec::new();
    let mut counted: Vec<(u32, i32)> = Vec::new();
    let (mut negated, mut strengthened) = (0_usize, 0_usize);
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        if token.stops {
            (negated, strengthened) = (0, 0);
        }
        let Some(Found { node, kind, end }) = rules.phrase_at(tokens, at) else {
            at += 1;
            (negated, strengthened) = (negated.saturating_sub(1), strengthened.saturating_sub(1));
            continue;
        };
        let words = tokens.get(at..end).unwrap_or_default();
        let (start, behind) = (token.start, words.last().map_or(token.end, |last| last.end));
        let mut points = rules.weight(kind);
        if kind == Kind::Negation {
            if words.iter().any(|word| word.is_drawn) {
                // «Noooo» is an outcry.
                points = rules.weight(Kind::Impatience);
            } else {
                negated = rules.reach.negation + 1;
            }
        } else if kind == Kind::Intensifier {
            strengthened = rules.reach.intensifier + 1;
            // «ruim demais»
            if let Some(before) = clues.last_mut().filter(|clue| clue.end + 1 >= start) {
                before.points = percent(before.points, rules.factors.intensified);
                strengthened = 0;
            }
        } else if points != 0 {
            // Nobody says «I do not sue you», and «no Procon» is Portuguese. And what is a whole phrase says itself
            // what is not so: «don't take me for a fool».
            let is_name = matches!(kind, Kind::Insult | Kind::Fury | Kind::Outrage);
            if negated > 0 && kind != Kind::Threat && !(is_name && words.len() > 1) {
                let factors = &rules.factors;
                let turned = if points > 0 { factors.negated_good } else { factors.negated_bad };
                points = percent(points, turned);
                negated = 0;
            }
            if strengthened > 0 {
                points = percent(points, rules.factors.intensified);
            }
            if words.iter().any(|word| word.is_loud) {
                points = percent(points, rules.factors.shouted);
            }
            if words.iter().any(|word| word.is_drawn) {
                points = percent(points, rules.factors.drawn_out);
            }
            let before = counted.iter_mut().find(|(known, _)| *known == node);
            match before {
                Some((_, share)) => {
                    *share = percent(*share, rules.factors.again);
                    points = percent(points, *share);
                }
                None => counted.push((node, 100)),
            }
        }
        if points != 0 || !matches!(kind, Kind::Negation | Kind::Intensifier) {
            clues.push(Weighed { kind, points, start, end: behind });
        }
        let passed = end - at;
        (negated, strengthened) =
            (negated.saturating_sub(passed), strengthened.saturating_sub(passed));
        at = end;
    }
    clues
}

/// «But»: where the mood turns, the end of it counts.
fn contrast(rules: &Lexicon, clues: &mut [Weighed]) {
    let Some(place) = clues.iter().rposition(|clue| clue.kind == Kind::Contrast) else { return };
    let (before, after) = clues.split_at_mut(place);
    let sum = |part: &[Weighed]| part.iter().map(|clue| clue.points).sum::<i32>();
    if sum(before).signum() * sum(after).signum() < 0 {
        let weaken = |clue: &mut Weighed| {
            clue.points = percent(clue.points, rules.factors.before_contrast);
        };
        before.iter_mut().for_each(weaken);
        let strengthen = |clue: &mut Weighed| {
            clue.points = percent(clue.points, rules.factors.after_contrast);
        };
        after.iter_mut().for_each(strengthen);
    }
}

/// What is only a way of speaking: coarse words of somebody who is glad, and «you people» of somebody who does not
/// complain.
fn excuse(rules: &Lexicon, clues: &mut [Weighed]) {
    let is_glad = clues.iter().any(|clue| {
        clue.points > 0
            && matches!(clue.kind, Kind::Delight | Kind::Praise | Kind::Solved | Kind::Thanks)
    });
    let is_curse = |clue: &Weighed| clue.kind == Kind::Swearing;
    let trouble: i32 =
        clues.iter().filter(|clue| !is_curse(clue)).map(|clue| clue.points.min(0)).sum();
    if is_glad && trouble > rules.points.irony_from {
        for clue in clues.iter_mut().filter(|clue| is_curse(clue)) {
            clue.points = percent(clue.points, rules.factors.joyful_swearing);
        }
    }
    if trouble_of(clues) > rules.points.irony_from {
        clues.iter_mut().filter(|clue| clue.kind == Kind::Blame).for_each(|clue| clue.points = 0);
    }
}

/// What says less in a question: «How pretty, what is it?», «How do I close my account?».
fn ask(rules: &Lexicon, reading: &Reading, clues: &mut [Weighed]) {
    let factors = &rules.factors;
    let threats: i32 =
        clues.iter().filter(|clue| clue.kind == Kind::Threat).map(|clue| clue.points).sum();
    let is_calm = trouble_of(clues) - threats > rules.points.irony_from;
    let is_question = reading.asks > 0;
    for clue in clues.iter_mut() {
        if clue.kind == Kind::Liking {
            clue.points = percent(clue.points, factors.asked_liking);
        } else if clue.kind == Kind::Praise && is_question {
            clue.points = percent(clue.points, factors.asked_praise);
        } else if clue.kind == Kind::Threat && is_question && is_calm {
            clue.points = percent(clue.points, factors.asked_threat);
        }
    }
}

/// Praise beside trouble that is not over is meant otherwise.
fn turn_round_irony(rules: &Lexicon, clues: &mut [Weighed], is_solved: bool) {
    let trouble = trouble_of(clues);
    let joy: i32 = clues.iter().map(|clue| clue.points.max(0)).sum();
    let is_meant = joy > percent(-trouble, rules.factors.irony_most);
    let has_turn = clues.iter().any(|clue| clue.kind == Kind::Contrast);
    let is_thankful = clues.iter().any(|clue| matches!(clue.kind, Kind::Thanks | Kind::Gratitude));
    if is_solved || is_meant || has_turn || is_thankful || trouble > rules.points.irony_from {
        return;
    }
    for clue in clues.iter_mut().filter(|clue| {
        is_praise(clue) || (clue.points > 0 && matches!(clue.kind, Kind::Warm | Kind::Liking))
    }) {
        clue.points = percent(clue.points, rules.factors.ironic);
    }
}

/// Thanks are manners in a question and beside trouble, and say more alone.
fn weigh_thanks(rules: &Lexicon, reading: &Reading, clues: &mut [Weighed]) {
    let trouble: i32 = clues.iter().map(|clue| clue.points.min(0)).sum();
    let is_good = clues.iter().any(|clue| {
        clue.points > 0 && matches!(clue.kind, Kind::Delight | Kind::Praise | Kind::Solved)
    });
    let factor = if (is_request(reading, clues) && !is_good) || trouble <= rules.points.irony_from {
        rules.factors.polite_thanks
    } else if reading.tokens.len() <= FEW_WORDS {
        rules.factors.mere_thanks
    } else {
        100
    };
    for clue in clues.iter_mut() {
        if matches!(clue.kind, Kind::Thanks | Kind::Warm) {
            clue.points = percent(clue.points, factor);
        } else if clue.kind == Kind::Gratitude {
            clue.points = percent(clue.points, factor.min(100));
        }
    }
}

/// What is wrong in a text, without who is spoken to, what is wanted and how impatiently.
fn trouble_of(clues: &[Weighed]) -> i32 {
    let counts = |clue: &&Weighed| {
        !matches!(clue.kind, Kind::Blame | Kind::Impatience | Kind::Demand | Kind::Money)
    };
    clues.iter().filter(counts).map(|clue| clue.points.min(0)).sum()
}

fn is_praise(clue: &Weighed) -> bool {
    clue.points > 0 && matches!(clue.kind, Kind::Delight | Kind::Praise)
}

/// Whether the customer wants something: most do.
fn is_request(reading: &Reading, clues: &[Weighed]) -> bool {
    reading.asks > 0 || clues.iter().any(|clue| clue.kind == Kind::Asking)
}

fn percent(points: i32, percent: i32) -> i32 {
    points * percent / 100
}
