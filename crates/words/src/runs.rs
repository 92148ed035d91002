//! What differs between two texts, word by word.

/// The most comparisons made for two texts: words of the one times words of the other. A table of that
/// many numbers is built, so that without a limit a file with endless texts could fill the memory.
const MOST_COMPARISONS: usize = 4_000_000;

/// Between changes so many words in common, or fewer, are given as changed with them ...
const FEW_WORDS: usize = 2;
/// ... where the changes around them have so many times as many words.
const MANY_TIMES: usize = 5;

/// A stretch of a text beside another text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Run {
    /// In both.
    Same(String),
    /// In the old text only.
    Removed(String),
    /// In the new text only.
    Added(String),
}

/// The stretches of two texts in the order of reading: what is the same and what was removed make the
/// old text, what is the same and what was added the new one, to the letter.
///
/// Where something was replaced, what was removed comes first. Texts too long to be compared are
/// given as replaced on the whole.
pub fn runs(old: &str, new: &str) -> Vec<Run> {
    let (old_words, new_words) = (words(old), words(new));
    let mut runs = Runs::default();
    if old_words.len().saturating_mul(new_words.len()) > MOST_COMPARISONS {
        runs.removed.push_str(old);
        runs.added.push_str(new);
    } else {
        for one in diff::slice(&old_words, &new_words) {
            match one {
                diff::Result::Both(same, _) => runs.same(same),
                diff::Result::Left(removed) => runs.removed(removed),
                diff::Result::Right(added) => runs.added(added),
            }
        }
    }
    joined(runs.end())
}

/// Joins changes with so little between them that a reader would read them as one: a sentence that is
/// put in other words still has an "and" or a "the" in common with it.
fn joined(runs: Vec<Run>) -> Vec<Run> {
    let size = |run: Option<&Run>| match run {
        Some(Run::Removed(text) | Run::Added(text)) => text.split_whitespace().count(),
        _ => 0,
    };
    let mut joined = Runs::default();
    for (at, run) in runs.iter().enumerate() {
        let before = |n: usize| at.checked_sub(n).and_then(|at| runs.get(at));
        let sizes = [before(2), before(1), runs.get(at + 1), runs.get(at + 2)].map(size);
        let changed: usize = sizes.iter().sum();
        match run {
            Run::Removed(text) => joined.removed(text),
            Run::Added(text) => joined.added(text),
            Run::Same(text) => {
                let n_words = text.split_whitespace().count();
                let is_between = sizes[1] > 0 && sizes[2] > 0;
                if is_between && n_words <= FEW_WORDS && n_words * MANY_TIMES <= changed {
                    joined.removed(text);
                    joined.added(text);
                } else {
                    joined.same(text);
                }
            }
        }
    }
    joined.end()
}

/// Stretches being put together.
#[derive(Default)]
struct Runs {
    done: Vec<Run>,
    removed: String,
    added: String,
    /// Blanks in both after a change. Between two changes they belong to these: otherwise a sentence
    /// that is replaced would come out word by word.
    blanks: String,
}

impl Runs {
    fn is_in_change(&self) -> bool {
        !self.removed.is_empty() || !self.added.is_empty()
    }

    fn same(&mut self, word: &str) {
        if self.is_in_change() && word.trim().is_empty() {
            self.blanks.push_str(word);
            return;
        }
        self.end_change();
        match self.done.last_mut() {
            Some(Run::Same(text)) => text.push_str(word),
            _ => self.done.push(Run::Same(word.to_owned())),
        }
    }

    fn removed(&mut self, word: &str) {
        self.go_on();
        self.removed.push_str(word);
    }

    fn added(&mut self, word: &str) {
        self.go_on();
        self.added.push_str(word);
    }

    fn go_on(&mut self) {
        let blanks = std::mem::take(&mut self.blanks);
        self.removed.push_str(&blanks);
        self.added.push_str(&blanks);
    }

    fn end_change(&mut self) {
        for (text, run) in
            [(&mut self.removed, Run::Removed as fn(String) -> Run), (&mut self.added, Run::Added)]
        {
            if !text.is_empty() {
                self.done.push(run(std::mem::take(text)));
            }
        }
        if !self.blanks.is_empty() {
            self.done.push(Run::Same(std::mem::take(&mut self.blanks)));
        }
    }

    fn end(mut self) -> Vec<Run> {
        self.end_change();
        self.done
    }
}

/// The words of a text, the blanks between them, and each other sign.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let kind = kind(first);
        let others = rest
            .char_indices()
            .skip(1)
            .find(|(_, letter)| kind == Kind::Sign || self::kind(*letter) != kind);
        let (word, after) = rest.split_at(others.map_or(rest.len(), |(at, _)| at));
        words.push(word);
        rest = after;
    }
    words
}

#[derive(PartialEq, Eq)]
enum Kind {
    Letter,
    Blank,
    Sign,
}

fn kind(letter: char) -> Kind {
    match letter {
        // An apostrophe and a hyphen are part of a word.
        '\'' | '’' | '-' => Kind::Letter,
        // The signs of running text. All of Unicode's would be another 3 kB of the page.
        '‐'..='‧' | '«' | '»' | '¡' | '¿' => Kind::Sign,
        letter if letter.is_ascii_punctuation() => Kind::Sign,
        letter if letter.is_whitespace() => Kind::Blank,
        _ => Kind::Letter,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(old: &str, new: &str) -> String {
        let mark = |run: Run| match run {
            Run::Same(text) => text,
            Run::Removed(text) => format!("[-{text}-]"),
            Run::Added(text) => format!("{{+{text}+}}"),
        };
        runs(old, new).into_iter().map(mark).collect()
    }

    #[test]
    fn words_are_compared_and_signs_stand_for_themselves() {
        for (old, new, expected) in [
            ("", "", ""),
            ("Was it done?", "Was it done?", "Was it done?"),
            ("Was it done?", "Was it done in time?", "Was it done{+ in time+}?"),
            ("Was the old plan good?", "Was the plan good?", "Was the [-old -]plan good?"),
            ("the child's file", "the person's file", "the [-child's-]{+person's+} file"),
            ("one two three", "four five six", "[-one two three-]{+four five six+}"),
            ("a, b and c", "a, d and c", "a, [-b-]{+d+} and c"),
            (
                "The titles are verified and the rest is general knowledge.",
                "Titles, numbers and figures follow what was published.",
                "[-The titles are verified and the rest is general knowledge-]{+Titles, numbers and \
                 figures follow what was published+}.",
            ),
            ("", "new", "{+new+}"),
            ("old", "", "[-old-]"),
            ("gŵr tŷ", "gŵr tai", "gŵr [-tŷ-]{+tai+}"),
        ] {
            assert_eq!(marked(old, new), expected);
        }
    }

    #[test]
    fn nothing_of_either_text_is_lost() {
        let texts = [
            "",
            " ",
            "Does the plan say what is done, by whom and by when?",
            "Does the plan say who does what?",
            "Is there a plan? Does it say, by when?",
            "ŵ ŷ\n\ttwo  blanks ",
            "by when? by whom?",
        ];
        for old in texts {
            for new in texts {
                let of = |wanted: fn(&Run) -> Option<&String>| {
                    runs(old, new).iter().filter_map(wanted).cloned().collect::<String>()
                };
                let was = of(|run| match run {
                    Run::Same(text) | Run::Removed(text) => Some(text),
                    Run::Added(_) => None,
                });
                let is = of(|run| match run {
                    Run::Same(text) | Run::Added(text) => Some(text),
                    Run::Removed(_) => None,
                });
                assert_eq!((was.as_str(), is.as_str()), (old, new));
            }
        }
    }

    #[test]
    fn endless_texts_are_replaced_on_the_whole() {
        let (old, new) = ("a ".repeat(5_000), "b ".repeat(5_000));
        assert_eq!(runs(&old, &new), [Run::Removed(old.clone()), Run::Added(new.clone())]);
    }
}
