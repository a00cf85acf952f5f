import { describe, expect, test } from 'vitest';
import { needsSaving, reduceField, startField, type FieldEvent } from './field-state';

const after = (value: string, ...events: FieldEvent[]) =>
  events.reduce(reduceField, startField(value));

describe('CRD-5: a field is saved on its own', () => {
  test('CRD-5: what was not changed is not sent', () => {
    expect(needsSaving(startField('Minsk'))).toBe(false);
    expect(needsSaving(after('Minsk', { type: 'typed', text: ' Minsk ' }))).toBe(false);
    expect(needsSaving(after('Minsk', { type: 'typed', text: 'Brest' }))).toBe(true);
  });

  test('CRD-5: what is on its way is not sent twice', () => {
    const sent = after('', { type: 'typed', text: 'Brest' }, { type: 'sent', text: 'Brest' });
    expect(needsSaving(sent)).toBe(false);
    expect(needsSaving(reduceField(sent, { type: 'typed', text: 'Brest 2' }))).toBe(true);
    // Writing the old value again while the new one goes out is a change too.
    expect(needsSaving(reduceField(sent, { type: 'typed', text: '' }))).toBe(true);
  });

  test('CRD-5: once saved the field shows what the server holds and says so', () => {
    const state = after(
      '',
      { type: 'typed', text: 'Anna@Example.org ' },
      { type: 'sent', text: 'Anna@Example.org' },
      { type: 'saved', text: 'Anna@Example.org', value: 'anna@example.org' },
    );
    expect(state).toMatchObject({ text: 'anna@example.org', mark: 'saved', sending: null });
    expect(needsSaving(state)).toBe(false);
  });

  test('CRD-5: who goes on writing while it is saved loses no letter', () => {
    const state = after(
      '',
      { type: 'typed', text: 'Mi' },
      { type: 'sent', text: 'Mi' },
      { type: 'typed', text: 'Minsk' },
      { type: 'saved', text: 'Mi', value: 'Mi' },
    );
    expect(state).toMatchObject({ text: 'Minsk', stored: 'Mi', mark: 'none' });
    expect(needsSaving(state)).toBe(true);
  });

  test('CRD-5: a refusal keeps the text and can be tried again', () => {
    const state = after(
      'old',
      { type: 'typed', text: 'new' },
      { type: 'sent', text: 'new' },
      { type: 'failed', text: 'new', problem: 'No connection' },
    );
    expect(state).toMatchObject({ text: 'new', mark: 'failed', problem: 'No connection' });
    expect(needsSaving(state)).toBe(true);
    expect(reduceField(state, { type: 'reverted' })).toEqual(startField('old'));
  });
});

describe('CRD-8: two people at one card', () => {
  test('CRD-8: a colleague’s change shows at once in a field nobody writes in', () => {
    expect(after('Minsk', { type: 'stored', value: 'Brest' })).toEqual(startField('Brest'));
  });

  test('CRD-8: in the field one writes in it stands beside, and one’s own words stay', () => {
    const state = after(
      'Minsk',
      { type: 'typed', text: 'Gomel' },
      { type: 'stored', value: 'Brest' },
    );
    expect(state).toMatchObject({ text: 'Gomel', theirs: 'Brest' });
    expect(reduceField(state, { type: 'reverted' })).toEqual(startField('Brest'));
  });

  test('CRD-8: the same words of both are no disagreement', () => {
    const state = after(
      'Minsk',
      { type: 'typed', text: 'Brest' },
      { type: 'stored', value: 'Brest' },
    );
    expect(state.theirs).toBeNull();
    expect(needsSaving(state)).toBe(false);
  });

  test('CRD-8: the event of one’s own saving that comes before the answer is not a colleague’s', () => {
    const state = after(
      '',
      { type: 'typed', text: 'Brest' },
      { type: 'sent', text: 'Brest' },
      { type: 'typed', text: 'Brest 2' },
      { type: 'stored', value: 'Brest' },
    );
    expect(state).toMatchObject({ text: 'Brest 2', theirs: null });
  });

  test('CRD-8: saving over what a colleague wrote ends the disagreement', () => {
    const state = after(
      'Minsk',
      { type: 'typed', text: 'Gomel' },
      { type: 'stored', value: 'Brest' },
      { type: 'sent', text: 'Gomel' },
      { type: 'saved', text: 'Gomel', value: 'Gomel' },
    );
    expect(state).toEqual({ ...startField('Gomel'), mark: 'saved' });
  });
});
