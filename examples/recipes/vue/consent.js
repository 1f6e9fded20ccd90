import { defineComponent, onMounted, onUnmounted, ref } from 'vue';

/** A gate that comes late says so with the first of these. */
const EVENTS = ['portcullis:ready', 'portcullis:decision'];

/** Nothing is allowed while there is no gate. */
const allows = (id) => window.portcullis?.allows(id) ?? false;

/** Whether a service or category may run now. */
export function useConsent(id) {
  const allowed = ref(allows(id));
  const look = () => { allowed.value = allows(id); };
  onMounted(() => EVENTS.forEach((name) => document.addEventListener(name, look)));
  onUnmounted(() => EVENTS.forEach((name) => document.removeEventListener(name, look)));
  return allowed;
}

/** Its default slot while `service` is allowed; the slot `otherwise` while it is not. */
export const Consented = defineComponent({
  props: { service: { type: String, required: true } },
  setup({ service }, { slots }) {
    const allowed = useConsent(service);
    return () => (allowed.value ? slots.default?.() : slots.otherwise?.());
  },
});
