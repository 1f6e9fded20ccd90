import { defineComponent, onMounted, onUnmounted, ref } from 'vue';

/** Whether a service or category may run now. */
export function useConsent(id) {
  const allowed = ref(portcullis.allows(id));
  const look = () => { allowed.value = portcullis.allows(id); };
  onMounted(() => document.addEventListener('portcullis:decision', look));
  onUnmounted(() => document.removeEventListener('portcullis:decision', look));
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
