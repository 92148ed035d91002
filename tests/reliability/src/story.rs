//! The story of a case: what stood there, and everything that was done since, one step a time.
//!
//! Whatever the page shows later has to be the case as it stood after one of these steps: nothing
//! torn, nothing out of order, and no step missing that had been acknowledged.

use std::time::Instant;

use crate::tab::Fields;

/// What was done to a case.
#[derive(Clone, Debug, Default)]
pub struct Story {
    begins: Fields,
    steps: Vec<(String, String)>,
    acknowledged: usize,
    // When each step was first acknowledged, in order.
    when: Vec<(Instant, usize)>,
}

impl Story {
    /// A story that begins with this.
    pub fn of(begins: Fields) -> Self {
        Self { begins, ..Self::default() }
    }

    /// A field comes to hold this. What it held before is given back.
    pub fn goes_on(&mut self, field: &str, value: String) {
        self.steps.push((field.to_owned(), value));
    }

    /// What a field holds after the last step.
    pub fn value(&self, field: &str) -> &str {
        let last = self.steps.iter().rev().find(|(one, _)| one == field).map(|(_, value)| value);
        last.or_else(|| self.begins.get(field)).map_or("", String::as_str)
    }

    /// The first step at or after `from` after which the case stood like this.
    pub fn step_showing(&self, fields: &Fields, from: usize) -> Option<usize> {
        let mut now = self.begins.clone();
        for step in 0..=self.steps.len() {
            if step > 0 {
                let (field, value) = &self.steps[step - 1];
                now.insert(field.clone(), value.clone());
            }
            if step >= from && now == *fields {
                return Some(step);
            }
        }
        None
    }

    /// The page called this saved. Gives back which step that was, or what is wrong.
    pub fn is_acknowledged(&mut self, fields: &Fields) -> Result<usize, String> {
        match self.step_showing(fields, self.acknowledged) {
            Some(step) => {
                if step > self.acknowledged {
                    self.when.push((Instant::now(), step));
                }
                self.acknowledged = step;
                Ok(step)
            }
            None => Err(format!("the page calls saved what nobody did: {}", self.beside(fields))),
        }
    }

    /// How many steps there were.
    pub fn len(&self) -> usize {
        self.steps.len()
    }

    /// How many of them the page had called saved.
    pub fn acknowledged(&self) -> usize {
        self.acknowledged
    }

    /// The same story, as if nothing had been acknowledged after that moment.
    pub fn as_acknowledged_until(&self, moment: Instant) -> Self {
        let before = self.when.iter().rev().find(|(at, _)| *at <= moment);
        let acknowledged = before.map_or(0, |(_, step)| *step);
        Self { acknowledged, ..self.clone() }
    }

    /// Whether what came back has every step that was acknowledged, and is whole.
    pub fn outlived_by(&self, fields: &Fields) -> Outlived {
        match self.step_showing(fields, self.acknowledged) {
            Some(step) => Outlived::Whole(step),
            None => match self.step_showing(fields, 0) {
                Some(step) => Outlived::Lost(format!(
                    "{} of {} acknowledged steps are lost: {}",
                    self.acknowledged - step,
                    self.acknowledged,
                    self.beside(fields)
                )),
                None => Outlived::Torn(self.beside(fields)),
            },
        }
    }

    /// What differs from the last acknowledged step, field by field.
    pub fn beside(&self, fields: &Fields) -> String {
        let mut then = self.begins.clone();
        then.extend(self.steps[..self.acknowledged].iter().cloned());
        let labels = then.keys().chain(fields.keys().filter(|label| !then.contains_key(*label)));
        let differing = labels.filter(|label| then.get(*label) != fields.get(*label));
        let told = differing.map(|label| {
            format!(
                "{label}: {:?} was acknowledged, {:?} is there",
                then.get(label),
                fields.get(label)
            )
        });
        told.collect::<Vec<_>>().join("; ")
    }
}

/// What became of the work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outlived {
    /// Everything up to this step, which is the last one acknowledged or a later one.
    Whole(usize),
    /// Steps are gone that were acknowledged.
    Lost(String),
    /// It never stood like this.
    Torn(String),
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(text: &str) -> Fields {
        let pairs = text.split(", ").filter_map(|pair| pair.split_once('='));
        pairs.map(|(label, value)| (label.to_owned(), value.to_owned())).collect()
    }

    /// A story in which `a` is typed, then `b`, then `a` again.
    fn story(acknowledged: &str) -> Story {
        let mut story = Story::of(fields("old=x"));
        for (field, value) in [("a", "1"), ("a", "12"), ("b", "yes"), ("a", "123")] {
            story.goes_on(field, value.into());
        }
        story.is_acknowledged(&fields(acknowledged)).unwrap();
        story
    }

    fn check(acknowledged: &str, found: &str, whole: &str) {
        let outlived = story(acknowledged).outlived_by(&fields(found));
        let told = match outlived {
            Outlived::Whole(_) => "whole",
            Outlived::Lost(_) => "lost",
            Outlived::Torn(_) => "torn",
        };
        assert_eq!(told, whole, "{outlived:?}");
    }

    #[test]
    fn what_was_acknowledged_or_anything_later_is_whole() {
        check("old=x, a=12", "old=x, a=12", "whole");
        check("old=x, a=12", "old=x, a=12, b=yes", "whole");
        check("old=x, a=12", "old=x, a=123, b=yes", "whole");
    }

    #[test]
    fn an_earlier_step_than_the_acknowledged_one_is_lost() {
        check("old=x, a=12", "old=x, a=1", "lost");
        check("old=x, a=12, b=yes", "old=x, a=12", "lost");
    }

    #[test]
    fn what_it_never_was_is_torn() {
        check("old=x", "old=x, b=yes", "torn");
        check("old=x", "old=x, a=2", "torn");
        check("old=x", "a=12", "torn");
    }

    #[test]
    fn a_page_cannot_acknowledge_what_nobody_did() {
        assert!(story("old=x").is_acknowledged(&fields("old=x, a=9")).is_err());
    }

    #[test]
    fn what_was_acknowledged_too_late_may_be_missing() {
        let before = Instant::now();
        let story = story("old=x, a=12");
        let found = fields("old=x");
        assert!(matches!(story.outlived_by(&found), Outlived::Lost(_)));
        let until = |moment| story.as_acknowledged_until(moment).outlived_by(&found);
        assert!(matches!(until(Instant::now()), Outlived::Lost(_)));
        assert_eq!(until(before), Outlived::Whole(0));
    }

    #[test]
    fn a_field_holds_what_it_came_to_last() {
        let story = story("old=x");
        assert_eq!((story.value("a"), story.value("old"), story.value("c")), ("123", "x", ""));
    }
}
