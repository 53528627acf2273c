//! A style sheet as it is sent: without what only its writers need.

/// The same rules in fewer bytes: without comments, line breaks and needless spaces. What stands in quotation marks
/// is left as it is.
#[must_use]
pub fn style(written: &str) -> String {
    let mut sent = String::with_capacity(written.len());
    let (mut spaced, mut quote) = (false, None);
    let mut rest = written.chars();
    while let Some(c) = rest.next() {
        if quote.is_some() {
            sent.push(c);
            if quote == Some(c) {
                quote = None;
            }
            continue;
        }
        if c == '/' && rest.as_str().starts_with('*') {
            let after = rest.as_str().split_once("*/").map_or("", |(_, after)| after);
            rest = after.chars();
            spaced = true;
            continue;
        }
        if c.is_whitespace() {
            spaced = true;
            continue;
        }
        // A colon with a space before it begins a part of a selector: that space says something.
        let idle = sent.ends_with(['{', '}', ';', ',', '>', ':']) || "{};,>".contains(c);
        if spaced && !idle && !sent.is_empty() {
            sent.push(' ');
        }
        spaced = false;
        if c == '}' && sent.ends_with(';') {
            sent.pop();
        }
        if c == '"' || c == '\'' {
            quote = Some(c);
        }
        sent.push(c);
    }
    sent
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_says_nothing_is_left_out() {
        let written = "/* Tokens */\n:root { --a: light-dark(#fff, #000); }\n\
            .menu :is(a, b) > i::before { content: \" ; } \"; margin: calc(-1 * var(--a)) 0; }\n\
            @media (max-width: 48rem) { .a .b, .c + .d { top: 0; } } /* and so on";
        assert_eq!(
            style(written),
            ":root{--a:light-dark(#fff,#000)}\
             .menu :is(a,b)>i::before{content:\" ; } \";margin:calc(-1 * var(--a)) 0}\
             @media (max-width:48rem){.a .b,.c + .d{top:0}}"
        );
        assert_eq!(style(&style(written)), style(written));
    }
}
