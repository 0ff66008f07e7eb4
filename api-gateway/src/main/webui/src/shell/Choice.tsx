import { MenuToggle, Select, SelectList, SelectOption } from '@patternfly/react-core';
import { useState } from 'react';

interface ChoiceProps {
  label: string;
  value: string;
  options: { value: string; label: string; lang?: string }[];
  onChoose: (value: string) => void;
  isDisabled?: boolean;
}

/** One of a few, in a menu that shows its current value. */
export function Choice({ label, value, options, onChoose, isDisabled = false }: ChoiceProps) {
  const [isOpen, setOpen] = useState(false);
  const current = options.find((option) => option.value === value);
  return (
    <Select
      isOpen={isOpen}
      selected={value}
      onSelect={(_, chosen) => {
        setOpen(false);
        if (chosen !== value) {
          onChoose(String(chosen));
        }
      }}
      onOpenChange={setOpen}
      shouldFocusToggleOnSelect
      toggle={(ref) => (
        <MenuToggle
          ref={ref}
          isExpanded={isOpen}
          isDisabled={isDisabled}
          aria-label={`${label}: ${current?.label ?? value}`}
          onClick={() => setOpen(!isOpen)}
        >
          {current?.label ?? value}
        </MenuToggle>
      )}
    >
      <SelectList aria-label={label}>
        {options.map((option) => (
          <SelectOption key={option.value} value={option.value} lang={option.lang}>
            {option.label}
          </SelectOption>
        ))}
      </SelectList>
    </Select>
  );
}
